package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sceau.directory.Extractions.DOCTOR;
import static org.sceau.directory.Extractions.HEADER;
import static org.sceau.directory.Extractions.NURSE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractionReaderTest {

    @Test
    void aLineIsAProfessionalAStructureAndARoleInIt() {
        Entries entries = Extractions.read(HEADER, DOCTOR, NURSE);

        Entry doctor = only(entries, Identifier.RPPS, "10000000001");
        Entry laboratory = only(entries, Identifier.FINESS, "990000001");
        assertThat(doctor).isInstanceOfSatisfying(Entry.Practitioner.class, found -> {
            assertThat(found.family()).isEqualTo("FICTIVE");
            assertThat(found.given()).isEqualTo("Élodie");
            assertThat(found.identifiers().getFirst())
                    .isEqualTo(new Identifier(Identifier.PROFESSIONALS, "810000000001"));
        });
        assertThat(laboratory).isInstanceOfSatisfying(Entry.Organisation.class, found -> {
            assertThat(found.name()).isEqualTo("LABORATOIRE FICTIF");
            assertThat(found.sector()).contains("SA07");
        });
        assertThat(only(entries, Identifier.STRUCTURES, "1990000001")).isSameAs(laboratory);
        assertThat(only(entries, Identifier.STRUCTURES, "399000000100012")).isInstanceOf(Entry.Organisation.class);
        assertThat(entries.all())
                .filteredOn(entry -> entry instanceof Entry.Role role
                        && role.practitioner().equals(doctor.id())
                        && role.organisation().equals(Optional.of(laboratory.id()))
                        && role.profession().equals(Optional.of("10"))
                        && role.specialty().equals(Optional.of("SM26")))
                .hasSize(1);
        assertThat(entries.leftOut()).isZero();
    }

    @Test
    void columnsAreFoundByNameInAnyOrderWithMarkAndWindowsEnds() {
        String file = String.join(
                "\r\n",
                "\ufeffCode profession|PRÉNOM d’exercice|Nom d’exercice|Identification nationale PP",
                "10|Élodie|FICTIVE|810000000001",
                "");

        Entries entries = Extractions.read(file);

        assertThat(only(entries, Identifier.PROFESSIONALS, "810000000001"))
                .isInstanceOfSatisfying(
                        Entry.Practitioner.class,
                        found -> assertThat(found.given()).isEqualTo("Élodie"));
    }

    @Test
    void oneThingIsOneEntryAndHasTheSameIdInEveryReading() {
        String elsewhere = DOCTOR.replace("SM26", "SM54");
        Entries entries = Extractions.read(HEADER, DOCTOR, elsewhere);

        assertThat(entries.all()).hasSize(4);
        assertThat(Extractions.read(HEADER, DOCTOR).all()).isSubsetOf(entries.all());
    }

    @Test
    void linesOfOtherDepartmentsAreNotKept() {
        byte[] file = String.join("\n", HEADER, DOCTOR, NURSE, "").getBytes(StandardCharsets.UTF_8);

        Entries entries = Extractions.read(file, Set.of("98"), 1000);

        assertThat(entries.all()).hasSize(3);
        assertThat(entries.known(new Identifier(Identifier.RPPS, "10000000001")))
                .isEmpty();
    }

    @Test
    void aLineThatNamesNobodyIsCountedAndLeftOut() {
        Entries entries = Extractions.read(
                HEADER,
                DOCTOR.replace("810000000001", "8|100").replace("8|100", "81-00"),
                DOCTOR.replace("FICTIVE", " "),
                NURSE);

        assertThat(entries.leftOut()).isEqualTo(2);
        assertThat(entries.all()).hasSize(3);
    }

    static Stream<List<String>> broken() {
        return Stream.of(
                List.of(""),
                List.of("Nom d'exercice|Prénom d'exercice|Code profession"),
                List.of(HEADER + "Nom d'exercice|"),
                List.of("a|".repeat(300)),
                List.of(HEADER, DOCTOR, "8|1000"),
                List.of(HEADER, DOCTOR + "more|"),
                List.of(HEADER, DOCTOR.substring(0, 60)),
                List.of(HEADER, DOCTOR.replace("FICTIVE", "F".repeat(20_000))),
                List.of(HEADER, DOCTOR.replace("FICTIVE", "F|V")));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aFileOfAnotherShapeIsRefusedAsAWholeAndNotQuoted(List<String> lines) {
        assertThatThrownBy(() -> Extractions.read(lines.toArray(String[]::new)))
                .isInstanceOf(DirectoryUnusable.class)
                .hasMessageNotContaining("FICTIVE");
    }

    @Test
    void aFileWhoseLastLineHasNoEndWasCut() {
        byte[] file = String.join("\n", HEADER, DOCTOR, NURSE).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Extractions.read(file, Set.of(), 1000))
                .isInstanceOf(DirectoryUnusable.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void departmentsCannotBeToldWithoutTheirColumn() {
        byte[] file = String.join("\n", HEADER, DOCTOR, "")
                .replace("Code Département (structure)", "Département")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Extractions.read(file, Set.of(), 1000).all()).hasSize(3);
        assertThatThrownBy(() -> Extractions.read(file, Set.of("99"), 1000)).isInstanceOf(DirectoryUnusable.class);
    }

    @Test
    void studentsAreNotShownInTheProfessionThatTheyStudy() {
        Entries entries = Extractions.read(HEADER + "Code catégorie professionnelle|", DOCTOR + "E|", NURSE + "C|");

        assertThat(entries.leftOut()).isEqualTo(1);
        assertThat(entries.known(new Identifier(Identifier.RPPS, "10000000001")))
                .isEmpty();
        assertThat(entries.all()).hasSize(3);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] file = (HEADER + "\n" + DOCTOR + "\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Extractions.read(file, Set.of(), 1000)).isInstanceOf(DirectoryUnusable.class);
    }

    @Test
    void moreEntriesThanAllowedAreRefused() {
        byte[] file = String.join("\n", HEADER, DOCTOR, NURSE, "").getBytes(StandardCharsets.UTF_8);

        assertThat(Extractions.read(file, Set.of(), 6).size()).isEqualTo(6);
        assertThatThrownBy(() -> Extractions.read(file, Set.of(), 5)).isInstanceOf(DirectoryUnusable.class);
    }

    /** An endless line must end the reading, not the process. */
    @Test
    void anEndlessLineIsNotReadToItsEnd() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                assertThat(given).isLessThan(10_000_000);
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                Arrays.fill(into, offset, offset + length, (byte) read());
                given += length;
                return length;
            }
        };

        assertThatThrownBy(() -> new ExtractionReader(Set.of(), 10).read(endless))
                .isInstanceOf(DirectoryUnusable.class);
    }

    @Property(tries = 500)
    void whateverTheBytesAreNothingElseIsThrown(@ForAll @Size(max = 400) byte[] noise, @ForAll int place) {
        byte[] file = String.join("\n", HEADER, DOCTOR, NURSE, "").getBytes(StandardCharsets.UTF_8);
        int from = Math.floorMod(place, file.length);
        System.arraycopy(noise, 0, file, from, Math.min(noise.length, file.length - from));
        try {
            Entries entries = Extractions.read(file, Set.of(), 1000);
            // whatever was read can be kept and read again
            assertThat(Kept.again(entries).all()).containsExactlyElementsOf(entries.all());
        } catch (DirectoryUnusable refused) {
            assertThat(refused.code().code()).isEqualTo("SC-7005");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Entry only(Entries entries, String system, String value) {
        List<Entry> found = entries.known(new Identifier(system, value));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
