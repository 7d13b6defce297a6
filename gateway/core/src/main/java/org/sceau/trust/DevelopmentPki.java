package org.sceau.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.sceau.identity.CardFamily;
import org.sceau.keys.Credential;
import org.sceau.transfer.PartnerId;

/**
 * A throw-away PKI for {@code init}, {@code demo} and tests: a root, an issuing CA, a revocation list of each, and
 * parties with a certificate per use, in the patterns of IGC-Santé. Everything is good for a year. MUST NOT be trusted by
 * anything that holds a real patient's data. Not thread-safe.
 */
public final class DevelopmentPki {
    private final InstantSource clock;
    private final DevelopmentAuthority root;
    private final DevelopmentAuthority issuing;
    private final List<DevelopmentParty> parties = new ArrayList<>();
    private X509CRL rootList;
    private X509CRL issuingList;

    private DevelopmentPki(InstantSource clock, DevelopmentAuthority root, DevelopmentAuthority issuing, Instant now) {
        this.clock = clock;
        this.root = root;
        this.issuing = issuing;
        this.rootList = root.revocationList(now);
        this.issuingList = issuing.revocationList(now);
    }

    /** Makes root, issuing CA and their empty revocation lists, valid from {@code clock}'s now. */
    public static DevelopmentPki create(InstantSource clock, SecureRandom random) {
        return create(clock, random, "SCEAU DEVELOPMENT");
    }

    /** As {@link #create(InstantSource, SecureRandom)}, with another {@code name} in its authorities' names. */
    public static DevelopmentPki create(InstantSource clock, SecureRandom random, String name) {
        Instant now = clock.instant();
        var root = DevelopmentAuthority.root(DevelopmentNames.authority("TEST AC RACINE " + name), now, random);
        var issuing = root.subordinate(DevelopmentNames.authority("TEST AC " + name + " ORGANISATIONS"), now);
        return new DevelopmentPki(clock, root, issuing, now);
    }

    /**
     * Makes an organisation with AUTH, SIGN, CONF and TLS.
     *
     * @param id its short name
     * @param name its display name, plainly fictional
     * @param structure its structure identifier, such as 1 and a FINESS number (OU of its certificates)
     */
    public DevelopmentParty organisation(PartnerId id, String name, String structure) {
        return organisation(
                id, name, structure, EnumSet.complementOf(EnumSet.of(DevelopmentUse.CONF_X25519, DevelopmentUse.TSA)));
    }

    /** Makes a service of a structure (SERV), which answers channels, signs and reads, and opens none: TLS, SIGN, CONF. */
    public DevelopmentParty service(PartnerId id, String name, String structure) {
        return organisation(
                id, name, structure, EnumSet.of(DevelopmentUse.TLS, DevelopmentUse.SIGN, DevelopmentUse.CONF));
    }

    /** Makes an organisation with keys for the given uses. */
    public DevelopmentParty organisation(PartnerId id, String name, String structure, Set<DevelopmentUse> uses) {
        Map<DevelopmentUse, Credential> made = new EnumMap<>(DevelopmentUse.class);
        for (DevelopmentUse use : uses) {
            X500Name subject = DevelopmentNames.organisation(name, structure, commonName(name, use));
            made.put(use, issuing.issue(subject, use, clock.instant()));
        }
        return added(id, made);
    }

    /** Certificates for one use of one holder have one name, whatever their keys. */
    private static String commonName(String name, DevelopmentUse use) {
        return switch (use) {
            case TLS -> "localhost";
            case CONF, CONF_X25519 -> name + " CONF";
            case AUTH, SIGN, TSA -> name + " " + use.name();
        };
    }

    /**
     * Makes a professional's card with AUTH and SIGN that does not tell its family (CPS or CPF): {@code CN=<id>+SN=<surname>+GN=<given>,title=<title>,C=FR}.
     *
     * @param id short name of the holder's files
     * @param nationalId 12-character national identifier: 8 and an RPPS number
     * @param surname fictional
     * @param given fictional
     * @param title label of the profession, for example {@code Médecin}
     */
    public DevelopmentParty professional(PartnerId id, String nationalId, String surname, String given, String title) {
        return card(id, DevelopmentNames.professional(nationalId, surname, given, title), Optional.empty());
    }

    /**
     * Makes a made-up person's card of this family with AUTH and SIGN. Its subject is that of any family of its form; its type
     * stands in an extension, as a rule of the sample's {@code qualities.yaml} reads it.
     */
    public DevelopmentParty card(PartnerId id, CardFamily family) {
        return card(id, DevelopmentNames.card(family), Optional.of(family));
    }

    private DevelopmentParty card(PartnerId id, X500Name subject, Optional<CardFamily> family) {
        Map<DevelopmentUse, Credential> made = new EnumMap<>(DevelopmentUse.class);
        for (DevelopmentUse use : List.of(DevelopmentUse.AUTH, DevelopmentUse.SIGN)) {
            made.put(use, issuing.issue(subject, use, family, clock.instant()));
        }
        return added(id, made);
    }

    /** Revokes a certificate of this PKI, which may be the issuing CA's, and issues its issuer's list anew. */
    public void revoke(X509Certificate certificate) {
        Instant now = clock.instant();
        var issuer = certificate.getIssuerX500Principal();
        if (issuer.equals(issuing.certificate().getSubjectX500Principal())) {
            issuing.revoke(certificate.getSerialNumber(), now);
        } else if (issuer.equals(root.certificate().getSubjectX500Principal())) {
            root.revoke(certificate.getSerialNumber(), now);
        } else {
            throw new IllegalArgumentException("the certificate is of another PKI");
        }
        renewLists();
    }

    /** Issues both revocation lists anew, dated now. */
    public void renewLists() {
        Instant now = clock.instant();
        rootList = root.revocationList(now);
        issuingList = issuing.revocationList(now);
    }

    /** The root. */
    public X509Certificate root() {
        return root.certificate();
    }

    /** The issuing CA, which chains end before. */
    public X509Certificate issuing() {
        return issuing.certificate();
    }

    /** The current lists: the root's, then the issuing CA's. */
    public List<X509CRL> lists() {
        return List.of(rootList, issuingList);
    }

    /** Who believes in this PKI, with its current lists. */
    public TrustAnchors anchors(Duration maximumListAge) {
        return TrustAnchors.of(
                List.of(root(), issuing()), Map.of("root.crl", rootList, "issuing.crl", issuingList), maximumListAge);
    }

    /** The parties made so far. */
    public Collection<DevelopmentParty> parties() {
        return List.copyOf(parties);
    }

    /**
     * Writes {@code trust/anchors.pem} (root), {@code trust/intermediates.pem} (issuing CA), {@code trust/root.crl},
     * {@code trust/issuing.crl}, and for every party {@code parties/<id>/<use>.p12}, {@code <use>.pem} (certificate and
     * issuing CA) and {@code passphrase}; key stores and passphrases with mode 0600, never over existing ones.
     */
    public void writeTo(Path directory, SecureRandom random) throws IOException {
        var files = new DevelopmentFiles(directory);
        files.writeTrust(root(), issuing());
        files.writeLists(rootList, issuingList);
        for (DevelopmentParty party : parties) {
            files.writeParty(party, random);
        }
    }

    /** Writes the current revocation lists over those in {@code directory}, each in one step. */
    public void writeListsTo(Path directory) throws IOException {
        new DevelopmentFiles(directory).writeLists(rootList, issuingList);
    }

    private DevelopmentParty added(PartnerId id, Map<DevelopmentUse, Credential> made) {
        var party = new DevelopmentParty(id, made);
        parties.add(party);
        return party;
    }
}
