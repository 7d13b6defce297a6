package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.access.Identified;
import org.sceau.access.Identify;
import org.sceau.access.TrustedCertificates;
import org.sceau.document.SignerTrust;
import org.sceau.failure.FailureCode;
import org.sceau.keys.Credential;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Tables;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.signature.AuthorSigners;
import org.sceau.transfer.PartnerId;

/**
 * Every kind of certificate that must not be accepted against every place where a certificate decides: the handshake of the
 * exchange port, a request on an open connection, a server that answers us, a reader's key, a submitted signature. The
 * management port takes no certificates: it listens on loopback alone.
 */
class RefusedCertificatesTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration AGE = Duration.ofDays(2000);
    private static final int BUFFER = 1 << 16;

    private Instant now = START;
    private final SecureRandom random = new SecureRandom();
    private final DevelopmentPki pki = DevelopmentPki.create(() -> now, random);
    private final DevelopmentParty party = party(pki);

    enum Kind {
        REVOKED(FailureCode.CERTIFICATE_REVOKED),
        AUTHORITY_REVOKED(FailureCode.CERTIFICATE_REVOKED),
        OPPOSED(FailureCode.CERTIFICATE_REVOKED),
        EXPIRED(FailureCode.CERTIFICATE_EXPIRED),
        NOT_YET_VALID(FailureCode.CERTIFICATE_EXPIRED),
        WRONG_USE(FailureCode.CERTIFICATE_WRONG_USE),
        UNKNOWN_AUTHORITY(FailureCode.CERTIFICATE_UNKNOWN),
        UNCHECKED(FailureCode.CERTIFICATE_UNCHECKED);

        private final FailureCode code;

        Kind(FailureCode code) {
            this.code = code;
        }
    }

    @Test
    void aGoodCertificateIsAcceptedEverywhere() throws Exception {
        for (Purpose purpose : Purpose.values()) {
            assertThat(verdict(checker(Oppositions.NONE), purpose, own(party, purpose)))
                    .as(purpose.name())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noneIsAcceptedAnywhere(Kind kind) throws Exception {
        int refused = 0;
        for (Purpose purpose : Purpose.values()) {
            Credential own = own(party, purpose);
            CertificateChecker checker = switch (kind) {
                case REVOKED -> {
                    pki.revoke(own.certificate());
                    yield checker(Oppositions.NONE);
                }
                case AUTHORITY_REVOKED -> {
                    pki.revoke(pki.issuing());
                    yield checker(Oppositions.NONE);
                }
                case OPPOSED -> checker(opposed(own.certificate()));
                case EXPIRED -> {
                    now = START;
                    pki.renewLists();
                    CertificateChecker made = checker(Oppositions.NONE);
                    now = own.certificate().getNotAfter().toInstant().plusSeconds(1);
                    yield made;
                }
                case NOT_YET_VALID -> {
                    now = own.certificate().getNotBefore().toInstant().minusSeconds(1);
                    yield checker(Oppositions.NONE);
                }
                case WRONG_USE -> {
                    own = other(purpose);
                    yield checker(Oppositions.NONE);
                }
                case UNKNOWN_AUTHORITY -> {
                    own = own(party(DevelopmentPki.create(() -> now, random)), purpose);
                    yield checker(Oppositions.NONE);
                }
                case UNCHECKED -> new CertificateChecker(bare());
            };
            assertThat(verdict(checker, purpose, own)).as(purpose.name()).contains(kind.code);
            refused++;
        }
        assertThat(refused).isEqualTo(Purpose.values().length);
    }

    /** What the places where this purpose decides say; they must agree. */
    private Optional<FailureCode> verdict(CertificateChecker checker, Purpose purpose, Credential own)
            throws Exception {
        Optional<FailureCode> said = checker.check(own.chain(), purpose, now).failure();
        switch (purpose) {
            case TLS_CLIENT -> {
                assertThat(request(checker, own.certificate())).isEqualTo(said);
                handshake(checker, own.chain(), said);
            }
            case COMMITMENT ->
                assertThat(new AuthorSigners(checker, NationalQualities.qualities(), () -> now).judge(own.chain(), now)
                                == SignerTrust.Standing.TRUSTED)
                        .isEqualTo(said.isEmpty());
            case ENCRYPTION ->
                assertThat(TrustedCertificates.ofReaders(checker).check(own.certificate(), now))
                        .isEqualTo(said.<org.sceau.access.CertificateChecker.Standing>map(
                                        org.sceau.access.CertificateChecker.Standing.Unusable::new)
                                .orElseGet(org.sceau.access.CertificateChecker.Standing.Usable::new));
            case TLS_SERVER -> assertThat(connect(checker, own)).isEqualTo(said);
        }
        return said;
    }

    /** What a client of ours says to a server that has shown its certificate, with everything else as it must be. */
    private Optional<FailureCode> connect(CertificateChecker checker, Credential own) throws Exception {
        var manager = new GatewayTrustManager(checker, () -> now);
        SSLEngine client = TlsContexts.of(party.auth(), manager, random).createSSLEngine("localhost", 443);
        client.setSSLParameters(TlsContexts.clientParameters());
        client.setUseClientMode(true);
        SSLEngine server = TlsContexts.of(own, manager, random).createSSLEngine();
        server.setUseClientMode(false);
        try {
            shake(client, server);
            return Optional.empty();
        } catch (SSLException e) {
            for (FailureCode code : FailureCode.values()) {
                if (String.valueOf(e.getMessage()).endsWith(" " + code.code())) {
                    return Optional.of(code);
                }
            }
            throw e;
        }
    }

    /** Until the client is content, or throws. */
    private static void shake(SSLEngine client, SSLEngine server) throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(BUFFER);
        ByteBuffer toClient = ByteBuffer.allocate(BUFFER);
        client.beginHandshake();
        server.beginHandshake();
        for (int steps = 0; client.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING; steps++) {
            assertThat(steps).as("steps of a handshake").isLessThan(100);
            step(client, toClient, toServer);
            step(server, toServer, toClient);
        }
    }

    private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                engine.unwrap(in.flip(), ByteBuffer.allocate(BUFFER));
                in.compact();
            }
            case FINISHED, NOT_HANDSHAKING -> {}
        }
    }

    private void handshake(CertificateChecker checker, List<X509Certificate> chain, Optional<FailureCode> said)
            throws CertificateException {
        var manager = new GatewayTrustManager(checker, () -> now);
        X509Certificate[] shown = chain.toArray(X509Certificate[]::new);
        if (said.isEmpty()) {
            manager.checkClientTrusted(shown, "EC");
        } else {
            assertThatThrownBy(() -> manager.checkClientTrusted(shown, "EC"))
                    .isInstanceOf(CertificateException.class)
                    .hasMessage(said.get().code());
        }
    }

    /** On a connection that was opened before. */
    private Optional<FailureCode> request(CertificateChecker checker, X509Certificate registered) {
        Partner partner = Tables.submitter(registered, Optional.empty());
        var table = Tables.table(
                List.of(partner), Tables.route("lab", 1, Match.EVERYTHING, List.of(Tables.LABO), List.of()));
        var identify = new Identify(table, TrustedCertificates.ofCallers(checker), NationalQualities.qualities());
        return switch (identify.caller(new X509Certificate[] {registered}, now)) {
            case Identified.Known _ -> Optional.empty();
            case Identified.Barred barred -> Optional.of(barred.issue().code());
            case Identified.Refused refused -> Optional.of(refused.issue().code());
        };
    }

    private TrustAnchors bare() {
        return TrustAnchors.of(List.of(pki.root()), List.of(pki.issuing()), AGE);
    }

    private CertificateChecker checker(Oppositions oppositions) throws Exception {
        List<RevocationList> lists = new ArrayList<>();
        for (var list : pki.lists()) {
            lists.add(RevocationListReader.read(new ByteArrayInputStream(list.getEncoded()), bare(), "list"));
        }
        return new CertificateChecker(
                bare().with(Revocations.of(lists, oppositions, CardOppositions.NONE, Map.of(), AGE)));
    }

    private Oppositions opposed(X509Certificate certificate) {
        return Oppositions.read(
                "2026-01-01T00:00:00Z;" + certificate.getSerialNumber().toString(16) + ";"
                        + certificate.getIssuerX500Principal().getName(),
                "oppositions",
                bare());
    }

    private static DevelopmentParty party(DevelopmentPki pki) {
        return pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001", EnumSet.allOf(DevelopmentUse.class));
    }

    private static Credential own(DevelopmentParty party, Purpose purpose) {
        return party.credential(
                switch (purpose) {
                    case TLS_CLIENT -> DevelopmentUse.AUTH;
                    case TLS_SERVER -> DevelopmentUse.TLS;
                    case COMMITMENT -> DevelopmentUse.SIGN;
                    case ENCRYPTION -> DevelopmentUse.CONF;
                });
    }

    private Credential other(Purpose purpose) {
        return own(
                party,
                switch (purpose) {
                    case TLS_CLIENT -> Purpose.COMMITMENT;
                    case TLS_SERVER -> Purpose.TLS_CLIENT;
                    case COMMITMENT -> Purpose.TLS_CLIENT;
                    case ENCRYPTION -> Purpose.COMMITMENT;
                });
    }
}
