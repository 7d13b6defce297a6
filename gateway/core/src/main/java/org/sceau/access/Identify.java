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
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Provenance;
import org.sceau.identity.Stated;
import org.sceau.identity.TokenGrant;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.ProvedQuality;
import org.sceau.trust.QualityRule;
import org.sceau.trust.ReadQuality;
import org.sceau.trust.RegisteredRoles;

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
    private final RegisteredRoles roles;

    /** What is read from registered certificates: once, it cannot change. At most as many as the table has. */
    private final Map<Digest, ReadQuality> read = new ConcurrentHashMap<>();

    /** Recognises the partners of this table; {@code qualities} reads what a certificate proves of its holder. */
    public Identify(RoutingTable table, CertificateChecker certificates, ProfessionalQualities qualities) {
        this(table, certificates, qualities, RegisteredRoles.NONE);
    }

    /** The same, where a directory is asked at each request for what rules leave to it. */
    public Identify(
            RoutingTable table,
            CertificateChecker certificates,
            ProfessionalQualities qualities,
            RegisteredRoles roles) {
        this.table = table;
        this.certificates = certificates;
        this.qualities = qualities;
        this.roles = roles;
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

    /** Who this certificate of a partner's would be in a session of its own, stating nothing; whether it stands is not asked. */
    public Caller supposed(Partner partner, X509Certificate certificate) {
        return caller(partner, Partner.thumbprint(certificate), proved(partner, certificate), Authority.NONE);
    }

    /** A person with a certificate of its own is who that says, and nobody states another quality than the one proved or recorded. */
    private Identified known(Partner partner, Digest thumbprint, X509Certificate certificate, Authority authority) {
        if (authority
                .token()
                .filter(token -> !token.holders().contains(partner.id()))
                .isPresent()) {
            return refused(FailureCode.ACCESS_TOKEN_INVALID);
        }
        Optional<Stated> stated = authority.stated();
        ProvedQuality proved = proved(partner, certificate);
        Optional<String> profession = proved.profession().or(partner.recordedQuality()::profession);
        if ((proved.card() && stated.filter(Stated::ofSomebody).isPresent())
                || contradicts(stated.flatMap(Stated::profession), profession)
                || contradicts(stated.flatMap(Stated::specialty), proved.specialty())) {
            return refused(FailureCode.STATEMENT_INVALID);
        }
        return new Identified.Known(caller(partner, thumbprint, proved, authority));
    }

    private ProvedQuality proved(Partner partner, X509Certificate certificate) {
        return read.computeIfAbsent(Partner.thumbprint(certificate), _ -> qualities.read(certificate))
                .by(roles, partner.recordedQuality());
    }

    private static boolean contradicts(Optional<String> claim, Optional<String> known) {
        return claim.isPresent() && known.isPresent() && !claim.equals(known);
    }

    /**
     * Sources in their order: certificate, statement, the partner's file, which also tells families apart that the
     * certificate cannot, the directory. Under a token that a person authorised, the family is that of the person's card. Who is
     * stated without a profession or a specialty has none: what is recorded is the organisation's.
     */
    private static Caller caller(Partner partner, Digest thumbprint, ProvedQuality proved, Authority authority) {
        Optional<Stated> named = authority.stated().filter(Stated::ofSomebody);
        Optional<CardFamily> certified = authority.token().flatMap(TokenGrant::family);
        ProfessionalQuality recorded = partner.recordedQuality();
        var quality = new ProfessionalQuality(
                certified.or(() -> proved.family(recorded.family())),
                proved.profession().or(() -> named.isPresent() ? named.get().profession() : recorded.profession()),
                proved.organisation().or(recorded::organisation));
        Optional<String> specialty = named.isPresent() ? named.get().specialty() : proved.specialty();
        Acting silent = proved.families().isEmpty() ? Acting.ORGANISATION : Acting.PERSON;
        Acting acting = authority.stated().map(silent::stating).orElse(silent).in(specialty);
        Provenance.Source otherwise = named.isPresent() ? Provenance.Source.STATEMENT : Provenance.Source.FILE;
        var provenance = new Provenance(
                certified.isPresent()
                        ? Optional.of(Provenance.Source.STATEMENT)
                        : quality.family().map(_ -> ofFamily(proved)),
                quality.profession()
                        .map(_ ->
                                proved.profession().isEmpty() ? otherwise : proved.whose(QualityRule.Part.PROFESSION)),
                specialty.map(_ -> named.isPresent() ? otherwise : proved.whose(QualityRule.Part.SPECIALTY)),
                quality.organisation()
                        .map(_ -> proved.organisation().isEmpty()
                                ? Provenance.Source.FILE
                                : proved.whose(QualityRule.Part.ORGANISATION)));
        return new Caller(
                partner.id(),
                thumbprint,
                quality,
                acting,
                provenance,
                authority.token().map(TokenGrant::scope));
    }

    private static Provenance.Source ofFamily(ProvedQuality proved) {
        return proved.families().isEmpty() ? Provenance.Source.FILE : proved.whose(QualityRule.Part.FAMILY);
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
