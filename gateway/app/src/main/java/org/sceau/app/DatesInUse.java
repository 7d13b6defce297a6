package org.sceau.app;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sceau.keys.Credential;
import org.sceau.keys.DatedUse;
import org.sceau.keys.KeyRole;
import org.sceau.keys.Succession;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.Lifespan;
import org.sceau.routing.Partner;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.crypto.Algorithm;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.crypto.Period;
import org.sceau.routing.crypto.ReaderSuite;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.suites.Suite;

/** What is signed, encrypted and verified with, until when, and which keys and partners that touches. */
public final class DatesInUse {
    private static final String JOURNAL = "journal";
    private static final String SECOND_SEAL = "second-seal";

    private final Configuration configuration;
    private final OwnKeys own;
    private final Instant now;

    private DatesInUse(Configuration configuration, OwnKeys own, Instant now) {
        this.configuration = configuration;
        this.own = own;
        this.now = now;
    }

    /**
     * One algorithm or suite in one use.
     *
     * @param use {@code signing}, {@code encrypting} or {@code verifying}
     * @param name of the algorithm or suite
     * @param period in which it is allowed
     * @param users the own keys, by role, and the partners that it touches
     * @param stops whether nothing is done with it after its end, rather than with a warning
     * @param refused the partners among them for which it is not allowed now, by its period or by their own lines
     */
    public record Line(
            String use, String name, Period period, List<String> users, boolean stops, List<String> refused) {

        /** Copies its lists. */
        public Line {
            users = List.copyOf(users);
            refused = List.copyOf(refused);
        }

        /** Its end, where it has one and touches anything. */
        Optional<DatedUse> dated() {
            return users.isEmpty() ? Optional.empty() : period.end().map(end -> new DatedUse(use + " " + name, end));
        }

        /** Whose use of it is not allowed at that moment. */
        public List<String> wrong(Instant at) {
            return period.at(at) == Period.Standing.ALLOWED ? refused : users;
        }

        /** Whether something does with it what will not be allowed within so many days. */
        public boolean endsWithin(int days, Instant at) {
            return dated().filter(use -> use.daysLeft(at) < days).isPresent();
        }
    }

    /** Every suite, and every algorithm that is dated or that one of the gateway's own keys is for. */
    public static List<Line> of(Configuration configuration, OwnKeys own, Instant now) {
        return new DatesInUse(configuration, own, now).lines();
    }

    private List<Line> lines() {
        CryptoSettings crypto = configuration.crypto();
        Map<Algorithm, Set<String>> signing = signing();
        Map<ReaderSuite, Set<String>> encrypting = encrypting();
        Map<ReaderSuite, Set<String>> refused = refused();
        Map<Algorithm, Set<String>> verifying = verifying();
        List<Line> lines = new ArrayList<>();
        for (Algorithm one : Algorithm.values()) {
            add(lines, "signing", one.label(), crypto.signing(one), users(signing, one), crypto.stopsSigning(one));
        }
        for (ReaderSuite suite : ReaderSuite.values()) {
            lines.add(new Line(
                    "encrypting",
                    suite.word(),
                    crypto.encrypting(suite),
                    users(encrypting, suite),
                    true,
                    users(refused, suite)));
        }
        for (Algorithm one : Algorithm.values()) {
            add(lines, "verifying", one.label(), crypto.verifying(one), users(verifying, one), false);
        }
        return lines;
    }

    private static void add(
            List<Line> lines, String use, String name, Period period, List<String> users, boolean stops) {
        if (!users.isEmpty() || !period.equals(Period.ALWAYS)) {
            lines.add(new Line(use, name, period, users, stops, List.of()));
        }
    }

    private static <K extends Enum<K>> List<String> users(Map<K, Set<String>> all, K one) {
        return List.copyOf(all.getOrDefault(one, Set.of()));
    }

    private Map<Algorithm, Set<String>> signing() {
        Map<Algorithm, Set<String>> users = new EnumMap<>(Algorithm.class);
        put(users, Algorithm.ED25519, JOURNAL);
        put(users, Algorithm.SHA_256, KeyRole.SEAL.word());
        for (KeyRole role : own.roles()) {
            if (role != KeyRole.CONFIDENTIALITY) {
                inForce(role).forEach(key -> key(users, key.certificate(), role.word()));
            }
        }
        own.secondSeal().ifPresent(key -> key(users, key.certificate(), SECOND_SEAL));
        return users;
    }

    /** What seals and checkpoints rest on: from the end on they are proved by renewals alone. */
    private Map<Algorithm, Set<String>> verifying() {
        Map<Algorithm, Set<String>> users = new EnumMap<>(Algorithm.class);
        put(users, Algorithm.ED25519, JOURNAL);
        put(users, Algorithm.SHA_256, JOURNAL);
        put(users, Algorithm.SHA_256, KeyRole.SEAL.word());
        inForce(KeyRole.SEAL)
                .forEach(seal -> seal.chain().forEach(certificate -> key(users, certificate, KeyRole.SEAL.word())));
        own.secondSeal()
                .ifPresent(seal -> Lifespan.ofSecond(seal.chain())
                        .algorithms()
                        .forEach(name -> Algorithm.of(name).ifPresent(one -> put(users, one, SECOND_SEAL))));
        return users;
    }

    private Map<ReaderSuite, Set<String>> encrypting() {
        Map<ReaderSuite, Set<String>> users = new EnumMap<>(ReaderSuite.class);
        for (Partner partner : configuration.table().partners()) {
            partner.readerCertificate().ifPresent(certificate -> reader(users, certificate, "partner " + partner.id()));
        }
        if (own.roles().contains(KeyRole.CONFIDENTIALITY)) {
            inForce(KeyRole.CONFIDENTIALITY)
                    .forEach(key -> reader(users, key.certificate(), KeyRole.CONFIDENTIALITY.word()));
        }
        return users;
    }

    /** Each submission for them is refused, and the others go on. */
    private Map<ReaderSuite, Set<String>> refused() {
        ReaderSuites suites = new ReaderSuites(configuration.crypto());
        Map<ReaderSuite, Set<String>> users = new EnumMap<>(ReaderSuite.class);
        for (Partner partner : configuration.table().partners()) {
            Set<Suite> allowed = suites.of(partner.id(), now);
            partner.readerCertificate()
                    .filter(certificate -> ReaderPublicKey.of(certificate.getPublicKey())
                            .filter(key -> !allowed.contains(key.suite()))
                            .isPresent())
                    .ifPresent(certificate -> reader(users, certificate, "partner " + partner.id()));
        }
        return users;
    }

    /** The one in force and those that follow it; former ones do nothing any more. */
    private List<Credential> inForce(KeyRole role) {
        Succession<Credential> keys = own.opened(role);
        List<Credential> all = new ArrayList<>(keys.all());
        all.removeAll(keys.formerAt(now));
        return all;
    }

    private static void key(Map<Algorithm, Set<String>> users, X509Certificate certificate, String user) {
        Algorithm.of(AlgorithmDates.name(certificate.getPublicKey())).ifPresent(one -> put(users, one, user));
    }

    private static void reader(Map<ReaderSuite, Set<String>> users, X509Certificate certificate, String user) {
        ReaderPublicKey.of(certificate.getPublicKey())
                .flatMap(key -> ReaderSuite.of(key.suite()))
                .ifPresent(suite -> put(users, suite, user));
    }

    private static <K extends Enum<K>> void put(Map<K, Set<String>> users, K one, String user) {
        users.computeIfAbsent(one, _ -> new TreeSet<>()).add(user);
    }
}
