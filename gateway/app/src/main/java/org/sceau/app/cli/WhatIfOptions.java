package org.sceau.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sceau.access.WhatIf;
import org.sceau.consent.Visibility;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.identity.Acting;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Identification;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Purpose;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Relation;
import picocli.CommandLine.Option;

/** Who, what and which document {@code sceau explain} is to suppose. */
final class WhatIfOptions {
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final int LABEL = 1;

    @Option(names = "--action", paramLabel = "ACTION", descriptionKey = "explain-action")
    private String action = "retrieve";

    @Option(names = "--relation", paramLabel = "RELATION", descriptionKey = "explain-relation")
    private String relation = "recipient";

    @Option(names = "--family", paramLabel = "FAMILY", descriptionKey = "explain-family")
    private String family = "";

    @Option(names = "--profession", paramLabel = "CODE", descriptionKey = "explain-profession")
    private String profession = "";

    @Option(names = "--specialty", paramLabel = "CODE", descriptionKey = "explain-specialty")
    private String specialty = "";

    @Option(names = "--structure", paramLabel = "ID", descriptionKey = "explain-structure")
    private String structure = "";

    @Option(names = "--identified", paramLabel = "HOW", descriptionKey = "explain-identified")
    private String identified = "quality";

    @Option(names = "--purpose", paramLabel = "PURPOSE", descriptionKey = "explain-purpose")
    private String purpose = "unstated";

    @Option(names = "--reason", paramLabel = "WORD", descriptionKey = "explain-reason")
    private String reason = "";

    @Option(names = "--type", paramLabel = "SYSTEM|CODE", descriptionKey = "explain-type")
    private List<String> types = new ArrayList<>();

    @Option(names = "--class", paramLabel = "SYSTEM|CODE", descriptionKey = "explain-class")
    private List<String> classes = new ArrayList<>();

    @Option(names = "--label", paramLabel = "CODE", descriptionKey = "explain-label")
    private List<String> labels = new ArrayList<>();

    /** The question about this partner; what is not given is what is recorded for it, but the profession of somebody it names. */
    WhatIf of(Partner partner) throws CommandFailed {
        ProfessionalQuality recorded = partner.recordedQuality();
        Identification how = word("--identified", Identification.values(), identified);
        boolean named = how == Identification.INDIRECT || !specialty.isEmpty();
        var quality = new ProfessionalQuality(
                family.isEmpty() ? recorded.family() : Optional.of(word("--family", CardFamily.values(), family)),
                given(profession).or(() -> named ? Optional.empty() : recorded.profession()),
                given(structure).or(recorded::organisation));
        var acting = new Acting(
                how,
                Optional.empty(),
                given(specialty),
                word("--purpose", Purpose.values(), purpose),
                given(reason),
                true);
        return new WhatIf(
                word("--action", Action.values(), action),
                new Caller(partner.id(), Digest.sha256(new byte[0]), quality, acting),
                word("--relation", Relation.values(), relation),
                new DocumentCodes(coded("--type", types), coded("--class", classes), labels()));
    }

    /** A label is written as its code: one letter is a confidentiality, a word a visibility. */
    private List<Coded> labels() {
        return labels.stream()
                .map(code -> new Coded(code.length() == LABEL ? CONFIDENTIALITY : Visibility.SYSTEM_OID, code))
                .toList();
    }

    private static List<Coded> coded(String option, List<String> tokens) throws CommandFailed {
        List<Coded> codes = new ArrayList<>();
        for (String token : tokens) {
            int bar = token.indexOf('|');
            if (bar < 1 || bar == token.length() - 1) {
                throw new CommandFailed(ExitCode.USAGE, "explain-word", option, token, "http://loinc.org|11502-2");
            }
            codes.add(new Coded(token.substring(0, bar), token.substring(bar + 1)));
        }
        return codes;
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static <E extends Enum<E>> E word(String option, E[] constants, String written) throws CommandFailed {
        String wanted = written.toUpperCase(Locale.ROOT).replace('-', '_');
        List<String> words = new ArrayList<>();
        for (E constant : constants) {
            if (constant.name().equals(wanted)) {
                return constant;
            }
            words.add(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        throw new CommandFailed(ExitCode.USAGE, "explain-word", option, written, String.join(", ", words));
    }
}
