package org.sceau.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.Digest;
import org.sceau.proof.MerkleTree;

class JournalTest {

    /** RFC 9162 section 2.1.1, written as the recursion that stands there. */
    private static Digest mth(List<Digest> leaves) {
        if (leaves.isEmpty()) {
            return Digest.sha256(new byte[0]);
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = Integer.highestOneBit(leaves.size() - 1);
        return MerkleTree.nodeHash(mth(leaves.subList(0, k)), mth(leaves.subList(k, leaves.size())));
    }

    private static Digest leaf(int i) {
        return Digest.sha256(("leaf " + i).getBytes(StandardCharsets.US_ASCII));
    }

    private static List<Digest> leaves(int count) {
        List<Digest> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(leaf(i));
        }
        return leaves;
    }

    private static TileSource source(Map<String, Tile> tiles) {
        return (level, index) -> {
            Tile tile = tiles.get(level + "/" + index);
            if (tile == null) {
                throw new IllegalStateException("no tile " + level + "/" + index);
            }
            return tile;
        };
    }

    private static void keep(Journal journal, Map<String, Tile> tiles) {
        journal.takeFullTiles().forEach(tile -> tiles.put(tile.level() + "/" + tile.index(), tile));
    }

    @Test
    void knownRootOfTheReferenceLeaves() {
        Journal journal = Journal.empty();
        // the eight leaves and the root of Certificate Transparency's merkle tests
        List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
                .forEach(hex -> journal.append(
                        MerkleTree.leafHash(java.util.HexFormat.of().parseHex(hex))));

        assertThat(journal.head().root().hex())
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 255, 256, 257, 511, 513, 1000})
    void theRootIsThatOfTheStandard(int count) {
        Journal journal = Journal.empty();
        leaves(count).forEach(journal::append);

        assertThat(journal.head().root()).isEqualTo(mth(leaves(count)));
        assertThat(journal.size()).isEqualTo(count);
    }

    @Test
    void tilesFallOffAtEachLevel() {
        Journal journal = Journal.empty();
        Map<String, Tile> tiles = new HashMap<>();
        for (int i = 0; i < 65_536; i++) {
            journal.append(leaf(i));
        }
        keep(journal, tiles);

        assertThat(tiles).hasSize(257).containsKeys("0/0", "0/255", "1/0");
        assertThat(source(tiles).tile(1, 0).root()).isEqualTo(journal.head().root());
        assertThat(source(tiles).tile(0, 3).hash(5)).isEqualTo(leaf(3 * 256 + 5));
        assertThat(source(tiles).tile(1, 0).hash(3))
                .isEqualTo(source(tiles).tile(0, 3).root());
    }

    @Property(tries = 60)
    void aReopenedTreeGoesOnAsIfNeverClosed(
            @ForAll @IntRange(max = 1600) int before, @ForAll @IntRange(max = 600) int after) {
        Journal first = Journal.empty();
        Map<String, Tile> tiles = new HashMap<>();
        leaves(before).forEach(first::append);
        keep(first, tiles);

        Journal second = Journal.reopen(before, leaves(before).subList(before / 256 * 256, before), source(tiles));

        assertThat(second.head().root()).isEqualTo(first.head().root());
        for (int i = before; i < before + after; i++) {
            first.append(leaf(i));
            second.append(leaf(i));
        }
        assertThat(second.head().root()).isEqualTo(first.head().root()).isEqualTo(mth(leaves(before + after)));
        assertThat(second.edge()).isEqualTo(first.edge());
    }

    @Property(tries = 60)
    void everyCompleteSubtreeIsRead(@ForAll @IntRange(min = 1, max = 1500) int count) {
        Journal journal = Journal.empty();
        Map<String, Tile> tiles = new HashMap<>();
        leaves(count).forEach(journal::append);
        keep(journal, tiles);
        TreeReader reader = new TreeReader(journal.edge(), source(tiles));
        List<Digest> leaves = leaves(count);

        for (int level = 0; count >>> level > 0; level++) {
            long last = ((long) count >>> level) - 1;
            for (long index : new long[] {0, last / 2, last}) {
                int from = (int) (index << level);
                assertThat(reader.hash(level, index)).isEqualTo(mth(leaves.subList(from, from + (1 << level))));
            }
        }
    }

    @Test
    void whatIsNotInTheTreeIsRefused() {
        Journal journal = Journal.empty();
        leaves(5).forEach(journal::append);
        TreeReader reader = new TreeReader(journal.edge(), source(Map.of()));

        assertThatThrownBy(() -> reader.hash(0, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.hash(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> reader.hash(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCopyLivesItsOwnLife() {
        Journal journal = Journal.empty();
        leaves(3).forEach(journal::append);
        Journal copy = journal.copy();

        copy.append(leaf(3));

        assertThat(journal.head().root()).isEqualTo(mth(leaves(3)));
        assertThat(copy.head().root()).isEqualTo(mth(leaves(4)));
    }
}
