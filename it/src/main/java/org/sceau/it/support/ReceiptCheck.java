package org.sceau.it.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.Openings;
import org.sceau.proof.Receipt;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.TreeHead;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;

/** Verifies receipts with nothing but the anchors, and looks for two that contradict one another. Not thread-safe. */
public final class ReceiptCheck {
    private final TrustAnchors anchors;
    private final Map<String, Digest> roots = new HashMap<>();
    private final Map<String, Digest> leaves = new HashMap<>();
    private final Map<String, Openings> openings = new HashMap<>();
    private final Map<String, TimeStampToken> stamps = new HashMap<>();
    private final Set<TreeHead> heads = new HashSet<>();
    private final List<String> contradictions = new ArrayList<>();

    /** With the anchors of a PEM file. */
    public ReceiptCheck(Path anchors) throws IOException {
        this.anchors = TrustAnchors.ofPem(Files.readString(anchors));
    }

    /** Problems with one receipt, at best none. */
    public List<String> verify(String name, byte[] receipt) {
        return switch (Verifier.verify(receipt, anchors, List.of())) {
            case Verdict.Proved proved -> {
                if (proved.claims() instanceof Claims.OfReceipt claims) {
                    remember(claims, receipt);
                    yield List.of();
                }
                yield List.of("not a receipt: " + name);
            }
            case Verdict.Refuted refuted -> List.of("refuted: " + name + " " + refuted.part() + " " + refuted.reason());
        };
    }

    private void remember(Claims.OfReceipt claims, byte[] receipt) {
        Receipt read = Receipt.decode(receipt);
        String tree = claims.entry().log() + "/" + claims.checkpoint().head().size();
        Digest root = claims.checkpoint().head().root();
        heads.add(claims.checkpoint().head());
        Digest known = roots.putIfAbsent(tree, root);
        if (known != null && !known.equals(root)) {
            contradictions.add("two roots for one size");
        }
        Digest leaf = read.entry().digest();
        String place = claims.entry().log() + "/" + claims.index();
        Digest there = leaves.putIfAbsent(place, leaf);
        if (there != null && !there.equals(leaf)) {
            contradictions.add("two entries at one place");
        }
        Openings opened = openings.putIfAbsent(place, read.openings());
        if (opened != null && !opened.equals(read.openings())) {
            contradictions.add("one receipt opens more than the other");
        }
        read.stamp().ifPresent(stamp -> {
            TimeStampToken stamped = stamps.putIfAbsent(place, stamp);
            if (stamped != null && !stamped.equals(stamp)) {
                contradictions.add("two time-stamps of one entry");
            }
        });
    }

    /** The trees that receipts were made from, all of one log. */
    public Set<TreeHead> heads() {
        return Set.copyOf(heads);
    }

    /** Roots, entries, openings or time-stamps that two receipts state differently. */
    public List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
