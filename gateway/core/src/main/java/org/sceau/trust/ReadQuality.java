package org.sceau.trust;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;

/**
 * What rules read from a certificate, and where they leave a part to a directory. Immutable and thread-safe: it is read once,
 * and the directory is asked each time.
 */
public final class ReadQuality {
    private final Map<QualityRule.Part, List<Step>> steps;
    private final Optional<String> professional;
    private final boolean card;

    /**
     * What was read.
     *
     * @param steps for each part what may give it, in order
     * @param professional national identifier of the holder whom a directory is asked about
     */
    ReadQuality(Map<QualityRule.Part, List<Step>> steps, Optional<String> professional, boolean card) {
        this.steps = Map.copyOf(steps);
        this.professional = professional;
        this.card = card;
    }

    /** One thing that may give a part. */
    sealed interface Step {
        /** The certificate's own texts. */
        record Proved(List<String> texts) implements Step {}

        /** The directory's, read by a rule. */
        record Registered(QualityRule rule) implements Step {}
    }

    /** What the certificate proves alone. */
    ProvedQuality alone() {
        return by(RegisteredRoles.NONE, ProfessionalQuality.NONE);
    }

    /**
     * What it proves with this directory. Of a part of which roles say two things the directory says nothing; a specialty and
     * a structure are those of the profession that is proved, or else recorded, or else the only one that there is.
     *
     * @param recorded in the partner's file: the operator's word, which the directory's does not take the place of
     */
    public ProvedQuality by(RegisteredRoles directory, ProfessionalQuality recorded) {
        List<RegisteredRoles.Role> roles =
                steps.values().stream().flatMap(List::stream).anyMatch(Step.Registered.class::isInstance)
                        ? professional.map(directory::of).orElse(List.of())
                        : List.of();
        Set<QualityRule.Part> registered = EnumSet.noneOf(QualityRule.Part.class);
        Optional<String> only = profession(roles);
        Optional<String> profession =
                first(QualityRule.Part.PROFESSION, unless(recorded.profession(), only), registered);
        List<RegisteredRoles.Role> own =
                ofProfession(roles, profession.or(recorded::profession).or(() -> only));
        return new ProvedQuality(
                texts(QualityRule.Part.FAMILY, Optional.empty(), registered).stream()
                        .map(CardFamily::valueOf)
                        .toList(),
                profession,
                first(QualityRule.Part.SPECIALTY, once(own, RegisteredRoles.Role::specialty), registered),
                first(
                        QualityRule.Part.ORGANISATION,
                        unless(recorded.organisation(), once(own, RegisteredRoles.Role::organisation)),
                        registered),
                card,
                registered);
    }

    private static Optional<String> unless(Optional<String> recorded, Optional<String> registered) {
        return recorded.isPresent() ? Optional.empty() : registered;
    }

    private static List<RegisteredRoles.Role> ofProfession(
            List<RegisteredRoles.Role> roles, Optional<String> profession) {
        return roles.stream()
                .filter(role -> profession.isPresent() && role.profession().equals(profession))
                .toList();
    }

    /** What all roles say that say anything; empty where two say different things. */
    private static Optional<String> once(
            List<RegisteredRoles.Role> roles, Function<RegisteredRoles.Role, Optional<String>> part) {
        List<String> said = roles.stream()
                .flatMap(role -> part.apply(role).stream())
                .distinct()
                .toList();
        return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
    }

    /** That of all roles: one whose profession cannot be read may be of another. */
    private static Optional<String> profession(List<RegisteredRoles.Role> roles) {
        return roles.stream().anyMatch(role -> role.profession().isEmpty())
                ? Optional.empty()
                : once(roles, RegisteredRoles.Role::profession);
    }

    private Optional<String> first(
            QualityRule.Part part, Optional<String> registered, Set<QualityRule.Part> fromDirectory) {
        return texts(part, registered, fromDirectory).stream().findFirst();
    }

    private List<String> texts(
            QualityRule.Part part, Optional<String> registered, Set<QualityRule.Part> fromDirectory) {
        for (Step step : steps.getOrDefault(part, List.of())) {
            List<String> found = switch (step) {
                case Step.Proved(List<String> texts) -> texts;
                case Step.Registered(QualityRule rule) ->
                    rule.read(registered.stream().toList());
            };
            if (!found.isEmpty()) {
                if (step instanceof Step.Registered) {
                    fromDirectory.add(part);
                }
                return found;
            }
        }
        return List.of();
    }
}
