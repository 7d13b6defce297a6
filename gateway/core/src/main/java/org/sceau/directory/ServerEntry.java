package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sceau.trust.Oppositions;

/**
 * What one entry of a directory server says; any text may be empty.
 *
 * @param identifier national identifier of the professional or structure
 * @param family name of a person
 * @param given first name of a person
 * @param organisation name of an organisation
 * @param certificates that stand in it
 * @param opposition from when its card is opposed
 * @param card number of its card
 */
public record ServerEntry(
        String identifier,
        String family,
        String given,
        String organisation,
        List<X509Certificate> certificates,
        String opposition,
        String card) {
    private static final Pattern NATIONAL_ID = Pattern.compile("[0-9A-Z]{8,20}");

    /** Copies its list. */
    public ServerEntry {
        certificates = List.copyOf(certificates);
    }

    /**
     * Adds who is named, each certificate for whom its own subject names, and what is opposed; counts an entry that gives
     * nothing, or opposes something that it does not tell. Throws {@link DirectoryUnusable} when an opposition cannot be read.
     */
    public void addTo(Entries.Builder entries) {
        Optional<Entry> named = named();
        named.ifPresent(entries::add);
        certificates.forEach(entries::add);
        if (!opposition.isEmpty()) {
            oppose(entries);
        }
        if (named.isEmpty() && certificates.isEmpty()) {
            entries.leaveOut();
        }
    }

    private void oppose(Entries.Builder entries) {
        Instant since = Opposed.since(opposition)
                .filter(_ -> card.isEmpty() || Oppositions.isCard(card))
                .orElseThrow(() -> new DirectoryUnusable("an opposition of which the time or the card cannot be read"));
        certificates.forEach(certificate -> entries.opposeShown(since, certificate));
        if (!card.isEmpty()) {
            entries.oppose(since, card);
        } else if (certificates.isEmpty()) {
            entries.leaveOut();
        }
    }

    private Optional<Entry> named() {
        if (!NATIONAL_ID.matcher(identifier).matches()) {
            return Optional.empty();
        }
        Optional<Entry> person = Words.clean(family)
                .map(name -> new Entry.Practitioner(
                        id("Practitioner", Identifier.PROFESSIONALS),
                        identifiers(Identifier.PROFESSIONALS),
                        true,
                        name,
                        Words.clean(given).orElse("")));
        return person.or(() -> Words.clean(organisation)
                .map(name -> new Entry.Organisation(
                        id("Organization", Identifier.STRUCTURES),
                        identifiers(Identifier.STRUCTURES),
                        true,
                        name,
                        Optional.empty())));
    }

    /** The same id as the same thing has in an extraction. */
    private String id(String kind, String system) {
        return Entry.idOf(kind, identifiers(system).getFirst().toString());
    }

    private List<Identifier> identifiers(String system) {
        return List.of(new Identifier(system, identifier));
    }
}
