package org.sceau.app;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.sceau.access.Identify;
import org.sceau.hosting.HostingStore;
import org.sceau.keys.KeyRing;
import org.sceau.keys.Seal;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.Recorder;
import org.sceau.routes.deliver.Dispatcher;
import org.sceau.routes.deliver.PeerClient;
import org.sceau.routes.deliver.Underway;
import org.sceau.routing.RoutingTable;
import org.sceau.signature.AuthorSigners;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.Refresher;
import org.sceau.vault.Vault;

/**
 * What the routes are made of, opened.
 *
 * @param table partners and routes in force
 * @param own the gateway's own keys
 * @param keys those of them that seal and wrap
 * @param seals their seal in force, with the second one beside it
 * @param certificates judges certificates
 * @param revocation keeps what is revoked current
 * @param directory who is who
 * @param identify recognises callers
 * @param signers judges authors
 * @param ledger the truth
 * @param recorder its one writer
 * @param vault the payloads
 * @param store the embedded hosting store
 * @param dispatcher to the queues
 * @param underway what is on them
 * @param peers speaks with recipients
 * @param sourceId OID of this gateway
 * @param random for everything that must not be guessed
 */
record Parts(
        RoutingTable table,
        OwnKeys own,
        KeyRing keys,
        Supplier<Seal> seals,
        CertificateChecker certificates,
        Refresher revocation,
        OpenDirectory directory,
        Identify identify,
        AuthorSigners signers,
        Ledger ledger,
        Recorder recorder,
        Vault vault,
        HostingStore store,
        Dispatcher dispatcher,
        Underway underway,
        PeerClient peers,
        String sourceId,
        SecureRandom random) {}
