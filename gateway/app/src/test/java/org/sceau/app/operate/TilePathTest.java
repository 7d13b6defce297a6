package org.sceau.app.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "/tile/0/000, 0, 0, 256",
        "/tile/0/x001/x234/067, 0, 1234067, 256",
        "/tile/63/001, 63, 1, 256",
        "/tile/1/000.p/1, 1, 0, 1",
        "/tile/2/999.p/255, 2, 999, 255"
    })
    void addressesOfTilesAreRead(String path, int level, long index, int width) {
        assertThat(TilePath.parse(path)).contains(new TilePath(Optional.of(level), index, width));
    }

    @ParameterizedTest
    @CsvSource({"/tile/entries/000, 0, 256", "/tile/entries/x001/000.p/17, 1000, 17"})
    void addressesOfEntriesAreRead(String path, long index, int width) {
        assertThat(TilePath.parse(path)).contains(new TilePath(Optional.empty(), index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tile/",
                "/tile/0",
                "/tile/0/0",
                "/tile/0/0000",
                "/tile/00/000",
                "/tile/64/000",
                "/tile/-1/000",
                "/tile/0/x000/001",
                "/tile/0/001/002",
                "/tile/0/x001",
                "/tile/0/000.p/0",
                "/tile/0/000.p/01",
                "/tile/0/000.p/256",
                "/tile/0/000.p/",
                "/tile/0/000/",
                "/tile/data/000",
                "/tile/entries/../000",
                "/tile/0/x001/x001/x001/x001/x001/001",
                "/tile/0/\u0660\u0660\u0660"
            })
    void anythingElseIsNoAddress(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @Property(tries = 200)
    void eachIndexHasOneAddress(@ForAll @LongRange(min = 0, max = 999_999_999_999L) long index) {
        String groups = String.format("%03d", index % 1000);
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            groups = String.format("x%03d/", rest % 1000) + groups;
        }

        assertThat(TilePath.parse("/tile/0/" + groups)).contains(new TilePath(Optional.of(0), index, 256));
    }

    @Property(tries = 300)
    void noTextMakesItThrow(@ForAll String text) {
        assertThat(TilePath.parse("/tile/0/" + text).map(TilePath::width).orElse(1))
                .isBetween(1, 256);
    }
}
