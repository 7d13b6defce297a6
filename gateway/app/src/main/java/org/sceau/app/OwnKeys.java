package org.sceau.app;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRole;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.MasterRing;
import org.sceau.keys.Passphrase;
import org.sceau.keys.RoleKeys;
import org.sceau.keys.Seal;
import org.sceau.keys.SigningEnds;
import org.sceau.keys.Succession;
import org.sceau.keys.Token;
import org.sceau.keys.TokenPlace;
import org.sceau.keys.TwoSeals;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.routing.configuration.TokenSettings;
import org.sceau.trust.TrustFiles;

/**
 * The gateway's own keys, each out of the one place that the configuration names. Closing ends the care for the token, not the
 * keys. Thread-safe.
 */
public final class OwnKeys implements AutoCloseable {
    private final GatewaySettings settings;
    private final InstantSource clock;
    private final Optional<Token> token;
    private final Optional<TokenSettings> inToken;
    private final List<X509Certificate> issuers;

    private final Map<KeyRole, Succession<Credential>> opened = new ConcurrentHashMap<>();

    private OwnKeys(GatewaySettings settings, Optional<Token> token, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.token = token;
        this.inToken = settings.keys().token();
        this.issuers = List.copyOf(issuers(settings));
    }

    /**
     * Logs in to the token, if there is one. Throws {@link org.sceau.keys.TokenUnusable} or {@link org.sceau.keys.KeyUnusable},
     * as all methods do.
     */
    public static OwnKeys open(GatewaySettings settings, InstantSource clock) {
        Optional<Token> token = settings.keys()
                .token()
                .map(wanted -> Token.open(
                        new TokenPlace(
                                wanted.library().path(),
                                wanted.label(),
                                wanted.pinFile().path()),
                        clock));
        return new OwnKeys(settings, token, clock);
    }

    private static List<X509Certificate> issuers(GatewaySettings settings) {
        List<X509Certificate> issuers = new ArrayList<>(
                TrustFiles.certificates(settings.trust().anchors().path()));
        settings.trust().intermediates().ifPresent(file -> issuers.addAll(TrustFiles.certificates(file.path())));
        return issuers;
    }

    /** What a role's keys are as of the first time that somebody asked: a gateway knows others after a restart. */
    public Succession<Credential> opened(KeyRole role) {
        return opened.computeIfAbsent(role, _ -> keys(role).keys());
    }

    /** Whether a role's keys are in the token. */
    boolean isInToken(KeyRole role) {
        return label(role).isPresent();
    }

    /** Seal, journal key, wrapping and index key. */
    public KeyRing ring() {
        return KeyRing.open(
                settings.keys().ring().path(), settings.keys().passphraseFile().path(), opened(KeyRole.SEAL), clock);
    }

    /** The master keys of the same file. */
    public MasterRing masters() {
        return new MasterRing(
                settings.keys().ring().path(), settings.keys().passphraseFile().path());
    }

    /**
     * The seal for evidence files and for what is time-stamped: that of {@code ring} in force, and beside it the second one that
     * the settings name, until what it rests on ends by {@code dates}.
     */
    public Supplier<Seal> evidenceSeal(KeyRing ring, AlgorithmDates dates) {
        return evidenceSeal(ring, dates, SigningEnds.NONE);
    }

    /** As above; the first one alone also where {@code ends} stops the second one's algorithm. */
    Supplier<Seal> evidenceSeal(KeyRing ring, AlgorithmDates dates, SigningEnds ends) {
        return secondSeal()
                .<Supplier<Seal>>map(second -> {
                    TwoSeals both = TwoSeals.of(ring.seal(), second, "the second seal");
                    return () -> ends.allows(second.certificate().getPublicKey())
                            ? both.beside(ring.seal(), clock.instant(), dates)
                            : ring.seal();
                })
                .orElse(ring::seal);
    }

    /** The second seal's key; empty where the configuration names none. */
    Optional<Credential> secondSeal() {
        return settings.keys()
                .secondSeal()
                .map(file -> KeyStoreFile.read(
                        file.key().path(), Passphrase.read(file.passphraseFile().path())));
    }

    /** The keys of a role; throws {@link KeyUnusable} when the configuration names none. */
    public RoleKeys keys(KeyRole role) {
        return find(role).orElseThrow(() -> new KeyUnusable("conf/gateway.yaml names no key for " + role.word()));
    }

    /** The roles for which the configuration names keys. */
    public List<KeyRole> roles() {
        return Stream.of(KeyRole.values())
                .filter(role -> label(role).isPresent()
                        || role != KeyRole.CONFIDENTIALITY
                        || settings.keys().confidentiality().isPresent())
                .toList();
    }

    private Optional<RoleKeys> find(KeyRole role) {
        Optional<String> label = label(role);
        if (label.isPresent()) {
            return Optional.of(RoleKeys.ofToken(role, label.get(), token.orElseThrow(), issuers));
        }
        return switch (role) {
            case SEAL ->
                Optional.of(RoleKeys.ofRing(
                        settings.keys().ring().path(),
                        settings.keys().passphraseFile().path()));
            case SERVER -> channel(role, settings.tls().server());
            case CLIENT -> channel(role, settings.tls().client());
            case CONFIDENTIALITY ->
                settings.keys()
                        .confidentiality()
                        .map(wanted -> RoleKeys.ofFile(
                                role,
                                wanted.key().path(),
                                wanted.passphraseFile().path()));
        };
    }

    private Optional<String> label(KeyRole role) {
        return inToken.flatMap(labels -> switch (role) {
            case SEAL -> labels.seal();
            case SERVER -> labels.server();
            case CLIENT -> labels.client();
            case CONFIDENTIALITY -> labels.confidentiality();
        });
    }

    private Optional<RoleKeys> channel(KeyRole role, Optional<FileReference> file) {
        return file.map(path -> RoleKeys.ofFile(
                role, path.path(), settings.tls().passphraseFile().orElseThrow().path()));
    }

    /** The certificates of authorities that complete chains. */
    public List<X509Certificate> issuers() {
        return issuers;
    }

    /** The token; empty when every key is in a file. */
    public Optional<Token> token() {
        return token;
    }

    @Override
    public void close() {
        token.ifPresent(Token::close);
    }
}
