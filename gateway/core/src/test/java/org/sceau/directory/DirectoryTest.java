package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What counts of what several sources say. */
class DirectoryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final Identifier HOLDER = new Identifier(Identifier.STRUCTURES, "1990000001");

    @Test
    void whatALaterSourceSaysOfAnEntryIsNotFound() {
        var directory = new Directory(said("Labo Fictif"), List.of("annuaire"), Duration.ofHours(1), () -> NOW);
        directory.replace("annuaire", new Held(said("Autre Nom"), NOW));
        Directory.InForce inForce = directory.now();

        assertThat(inForce.matching(entry -> name(entry).startsWith("Autre"), 10))
                .isEmpty();
        assertThat(inForce.known(HOLDER, entry -> name(entry).startsWith("Autre"), 10))
                .isEmpty();
        assertThat(inForce.matching(_ -> true, 10)).containsExactly(organisation("Labo Fictif"));
    }

    @Test
    void aPartnerStandsForTheStructureThatExtractionsKnow() {
        Entries extraction = Extractions.read(Extractions.HEADER, Extractions.DOCTOR);
        var directory = new Directory(said("Labo Fictif"), List.of("annuaire"), Duration.ofHours(1), () -> NOW);
        directory.replace("annuaire", new Held(extraction, NOW));
        Directory.InForce inForce = directory.now();

        assertThat(inForce.known(HOLDER, _ -> true, 10)).containsExactly(organisation("Labo Fictif"));
        String other = extraction.known(HOLDER).getFirst().id();
        assertThat(inForce.idOf(other)).isEqualTo("labo");
        assertThat(inForce.get(other)).contains(organisation("Labo Fictif"));
        assertThat(inForce.matching(Entry.Organisation.class::isInstance, 10)).hasSize(1);
    }

    private static Entries said(String name) {
        return new Entries.Builder(10).add(organisation(name)).build();
    }

    private static Entry.Organisation organisation(String name) {
        return new Entry.Organisation("labo", List.of(HOLDER), true, name, Optional.empty());
    }

    private static String name(Entry entry) {
        return entry instanceof Entry.Organisation organisation ? organisation.name() : "";
    }
}
