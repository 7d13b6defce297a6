package org.sceau.it.powercut;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A place in the gateway that syncs, recognised by what it syncs, how, and what its thread synced before. */
enum SyncSite {
    SEGMENT("a vault segment", "data/vault/[^/]+\\.segment"),
    SEGMENT_NAME("the vault's directory after a new segment", "data/vault"),
    PAYLOAD("a large payload", "data/vault/[^/]+\\.payload"),
    PAYLOAD_NAME("the vault's directory after a large payload", "data/vault"),
    LEDGER("the ledger", "data/ledger/ledger\\.mv\\.db"),
    CHUNK("a commit of the ledger before its first sector", "data/ledger/ledger\\.mv\\.db"),
    HEAD("the head file", "data/ledger/head\\.next"),
    HEAD_NAME("the ledger's directory", "data/ledger"),
    OBJECT("a hosted object", "data/hosting/incoming/[^/]+/(?!manifest$)[^/]+"),
    MANIFEST("a deposit's manifest", "data/hosting/incoming/[^/]+/manifest"),
    DEPOSIT("a deposit's directory", "data/hosting/incoming/[^/]+"),
    DEPOSIT_NAME("the store's directory", "data/hosting"),
    PARTS("the data directory", "data"),
    DATA("the directory above", "\\."),
    BROKER("the broker", "data/broker/.*");

    private static final long DATA_ONLY = 1;

    private final String description;
    private final String path;

    SyncSite(String description, String path) {
        this.description = description;
        this.path = path;
    }

    /** What is synced. */
    String description() {
        return description;
    }

    /** Whether the design relies on it. The broker's journal may be lost: the ledger is the truth. */
    boolean needed() {
        return this != BROKER;
    }

    /** The site of every sync of a log. Throws IllegalStateException on a sync that no site claims: it has no control. */
    static Map<Operation, SyncSite> of(List<Operation> operations) {
        Map<Operation, SyncSite> sites = new HashMap<>();
        Map<Integer, SyncSite> before = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.kind() == Operation.Kind.SYNC) {
                SyncSite site = of(operation, Optional.ofNullable(before.get(operation.thread())));
                sites.put(operation, site);
                before.put(operation.thread(), site);
            }
        }
        return sites;
    }

    private static SyncSite of(Operation sync, Optional<SyncSite> before) {
        SyncSite found = Stream.of(values())
                .filter(site -> sync.path().matches(site.path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a sync without a control: " + sync.path()));
        return switch (found) {
            case LEDGER -> sync.number() == DATA_ONLY ? CHUNK : LEDGER; // H2's own syncs are of the metadata too
            case SEGMENT_NAME -> before.filter(PAYLOAD::equals).isPresent() ? PAYLOAD_NAME : SEGMENT_NAME;
            default -> found;
        };
    }
}
