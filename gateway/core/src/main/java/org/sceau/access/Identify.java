package org.sceau.access;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Acting;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Stated;
import org.sceau.identity.TokenGrant;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.ProvedQuality;

/**
 * Recognises a partner by its registered AUTH certificate. A certificate that is good but not registered is nobody; so is
 * a SIGN or CONF certificate. Thread-safe.
 */
public final class Identify {
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final int DIGITAL_SIGNATURE = 0;

    private final RoutingTable table;
    private final CertificateChecker certificates;
    private final ProfessionalQualities qualities;

    /** What registered certificates prove: read once, it cannot change. At most as many as the table has. */
    private final Map<Digest, ProvedQuality> proved = new ConcurrentHashMap<>();

    /** Recognises the partners of this table; {@code qualities} reads what a certificate proves of its holder. */
    public Identify(RoutingTable table, CertificateChecker certificates, ProfessionalQualities qualities) {
        this.table = table;
        this.certificates = certificates;
        this.qualities = qualities;
    }

    /** Who presented this chain, its end-entity certificate first, in the TLS session, and states nothing. */
    public Identified caller(X509Certificate[] chain, Instant at) {
        return caller(chain, Authority.NONE, at);
    }

    /** Who presented this chain in the TLS session and brings this beside it. */
    public Identified caller(X509Certificate[] chain, Authority authority, Instant at) {
        if (chain.length == 0) {
            return refused(FailureCode.CERTIFICATE_REQUIRED);
        }
        Digest thumbprint = Partner.thumbprint(chain[0]);
        Optional<Partner> partner = table.partner(thumbprint);
        if (partner.isEmpty()) {
            return refused(FailureCode.CERTIFICATE_UNKNOWN);
        }
        if (!forClients(chain[0])) {
            return barred(partner.get(), thumbprint, FailureCode.CERTIFICATE_WRONG_USE);
        }
        return switch (certificates.check(chain[0], at)) {
            case CertificateChecker.Standing.Unusable why -> barred(partner.get(), thumbprint, why.code());
            case CertificateChecker.Standing.Usable _ -> known(partner.get(), thumbprint, chain[0], authority);
        };
    }

    /**
     * Sources in their order: certificate, statement, the partner's file, which also tells families apart that the
     * certificate cannot. Under a token that a person authorised, the family is that of the person's card. A person with a certificate of its own is who that says, and
     * nobody states another profession than the one that is proved or recorded; who is stated without one has none: what is
     * recorded is the organisation's.
     */
    private Identified known(Partner partner, Digest thumbprint, X509Certificate certificate, Authority authority) {
        if (authority
                .token()
                .filter(token -> !token.holders().contains(partner.id()))
                .isPresent()) {
            return refused(FailureCode.ACCESS_TOKEN_INVALID);
        }
        Optional<Stated> stated = authority.stated();
        ProvedQuality read = proved.computeIfAbsent(thumbprint, _ -> qualities.of(certificate));
        boolean person = !read.families().isEmpty();
        Optional<Stated> named = stated.filter(Stated::ofSomebody);
        if (read.card() && named.isPresent()) {
            return refused(FailureCode.STATEMENT_INVALID);
        }
        ProfessionalQuality recorded = partner.recordedQuality();
        Optional<String> known = read.profession().or(recorded::profession);
        if (known.isPresent()
                && stated.flatMap(Stated::profession)
                        .filter(claim -> !claim.equals(known.get()))
                        .isPresent()) {
            return refused(FailureCode.STATEMENT_INVALID);
        }
        var quality = new ProfessionalQuality(
                authority.token().flatMap(TokenGrant::family).or(() -> read.family(recorded.family())),
                read.profession().or(() -> named.isPresent() ? named.get().profession() : recorded.profession()),
                read.organisation().or(recorded::organisation));
        Acting silent = person ? Acting.PERSON : Acting.ORGANISATION;
        Acting acting = stated.map(silent::stating).orElse(silent);
        return new Identified.Known(new Caller(
                partner.id(), thumbprint, quality, acting, authority.token().map(TokenGrant::scope)));
    }

    private static Identified barred(Partner partner, Digest thumbprint, FailureCode code) {
        return new Identified.Barred(new Caller(partner.id(), thumbprint, ProfessionalQuality.NONE), Issue.of(code));
    }

    private static Identified refused(FailureCode code) {
        return new Identified.Refused(Issue.of(code));
    }

    private static boolean forClients(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null
                && usage[DIGITAL_SIGNATURE]
                && extendedUsages(certificate).contains(CLIENT_AUTH);
    }

    private static List<String> extendedUsages(X509Certificate certificate) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages == null ? List.of() : usages;
        } catch (CertificateParsingException _) {
            return List.of();
        }
    }
}
