package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardsReaderTest {
    private static final String HEADER = "Type d'identifiant PP|Identifiant PP|Identification nationale PP|"
            + "Code type de carte|Libellé type de carte|Numéro carte|Identifiant national contenu dans la carte|"
            + "Date début validité|Date fin validité|Date opposition|Date de mise à jour|\n";
    private static final String GOOD =
            "8|10000000001|810000000001|CPS|CPS|2600000001|810000000001|01/01/2026|01/01/2029||02/01/2026|\n";
    private static final String OPPOSED =
            "8|10000000002|810000000002|CPS|CPS|2600000002|810000000002|01/01/2026|01/01/2029|15/06/2026|16/06/2026|\n";

    @Test
    void aCardWithADateOfOppositionIsOpposedAndNothingElseIsKept() throws IOException {
        Entries entries = read(HEADER + GOOD + OPPOSED);

        assertThat(opposed(entries)).containsExactly("2026-06-14T22:00:00Z 2600000002");
        assertThat(entries.all()).isEmpty();
        assertThat(entries.says()).isTrue();
        assertThat(opposed(Kept.again(entries))).isEqualTo(opposed(entries));
    }

    @Test
    void thatNoCardIsOpposedIsSomethingAndNoCardIsNothing() {
        assertThat(read(HEADER + GOOD).says()).isTrue();
        assertThat(read(HEADER).says()).isFalse();
    }

    /** It may be the one that matters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "8|1|81|CPS|CPS|2600000002|81|||31/02/2026||\n",
                "8|1|81|CPS|CPS|2600000002|81|||yesterday||\n",
                "8|1|81|CPS|CPS|2600000002|81|||15/06/26||\n",
                "8|1|81|CPS|CPS||81|||15/06/2026||\n",
                "8|1|81|CPS|CPS|26-2|81|||15/06/2026||\n",
                "8|1|81|CPS|CPS|2600000002|81|||15/06/2026\n",
                "8|1|81|CPS|CPS|2600000002|81|||15/06/2026||",
            })
    void anOppositionThatCannotBeReadSpoilsTheFile(String line) {
        assertThatThrownBy(() -> read(HEADER + OPPOSED + line))
                .isInstanceOf(DirectoryUnusable.class)
                .hasMessageContaining("line 3")
                .hasMessageNotContaining("26");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Numéro carte|\n", "Date opposition|Date de mise à jour|\n", "Numéro carte|Date opposition"})
    void aFileOfAnotherShapeIsRefused(String file) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(DirectoryUnusable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-15, 2026-06-14T22:00:00Z",
        "15/12/2026, 2026-12-14T23:00:00Z",
        "20261215, 2026-12-14T23:00:00Z",
        "20261215101112Z, 2026-12-15T10:11:12Z",
        "20261215101112.0Z, 2026-12-15T10:11:12Z",
        "20261215101112+0100, 2026-12-15T09:11:12Z",
        "2026-12-15T10:11:12Z, 2026-12-15T10:11:12Z",
    })
    void aTimeIsReadInEachForm(String text, Instant expected) {
        assertThat(Opposed.since(text)).contains(expected);
    }

    @Property(tries = 300)
    void anyTextIsReadOrRefused(@ForAll @Size(max = 400) byte[] text) {
        byte[] header = HEADER.getBytes(StandardCharsets.UTF_8);
        byte[] file = new byte[header.length + text.length];
        System.arraycopy(header, 0, file, 0, header.length);
        System.arraycopy(text, 0, file, header.length, text.length);
        try {
            assertThat(CardsReader.read(new ByteArrayInputStream(file)).all()).isEmpty();
        } catch (DirectoryUnusable e) {
            assertThat(e.getMessage()).contains("line ");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Each is an array's few bytes, no object. */
    @Test
    void aCountrysOppositionsAreHeldCompactly() throws IOException {
        var builder = new Entries.Builder(0);
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 500_000; i++) {
            builder.oppose(since, Long.toString(2_600_000_000L + i));
        }
        Entries entries = builder.build();

        assertThat(entries.oppositions().count()).isEqualTo(500_000);
        List<BigInteger> numbers = new ArrayList<>();
        entries.oppositions().forEach((_, _, _) -> {}, (_, number) -> numbers.add(new BigInteger(number)));
        assertThat(numbers).hasSize(500_000).isSorted();
        assertThat(entries.size()).isZero();
    }

    private static List<String> opposed(Entries entries) throws IOException {
        List<String> found = new ArrayList<>();
        entries.oppositions()
                .forEach(
                        (since, serial, issuer) -> found.add(since + " " + serial + " " + issuer),
                        (since, number) -> found.add(since + " " + number));
        return found;
    }

    private static Entries read(String file) {
        try {
            return CardsReader.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
