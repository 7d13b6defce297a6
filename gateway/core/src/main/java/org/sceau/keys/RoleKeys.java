package org.sceau.keys;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;

/**
 * The keys of one role, where they are kept: one or more with certificates, each from a day on, and perhaps one that waits for
 * its certificate. Methods throw {@link KeyUnusable} or {@link TokenUnusable}.
 */
public final class RoleKeys {
    private final KeyRole role;
    private final String base;
    private final KeyKeep keep;

    private RoleKeys(KeyRole role, String base, KeyKeep keep) {
        this.role = role;
        this.base = base;
        this.keep = keep;
    }

    /** The seal in a key ring, among keys of other kinds. */
    public static RoleKeys ofRing(Path ring, Path passphraseFile) {
        return new RoleKeys(KeyRole.SEAL, KeyRing.SEAL, new FileKeep(ring, passphraseFile));
    }

    /** The keys of a PKCS#12 file, which are all of that role. */
    public static RoleKeys ofFile(KeyRole role, Path file, Path passphraseFile) {
        FileKeep keep = new FileKeep(file, passphraseFile);
        Set<String> bases = new TreeSet<>();
        keep.labels().forEach(label -> bases.add(KeyLabel.of(label).base()));
        if (bases.size() != 1) {
            throw new KeyUnusable(file + " holds " + bases.size() + " private keys instead of one");
        }
        return new RoleKeys(role, bases.iterator().next(), keep);
    }

    /** The keys in a token under that label; {@code issuers} complete their chains. */
    public static RoleKeys ofToken(KeyRole role, String label, Token token, List<X509Certificate> issuers) {
        return new RoleKeys(role, label, new TokenKeep(token, issuers));
    }

    /** What they are for. */
    public KeyRole role() {
        return role;
    }

    /** Whether they are in a token. */
    public boolean inToken() {
        return keep instanceof TokenKeep;
    }

    /** The keys with certificates. */
    public Succession<Credential> keys() {
        List<Succession.Member<Credential>> members = new ArrayList<>();
        for (String label : keep.labels()) {
            KeyLabel parts = KeyLabel.of(label);
            if (parts.base().equals(base) && !parts.waiting()) {
                members.add(parts.from()
                        .map(day -> Succession.Member.from(day, keep.credential(label)))
                        .orElseGet(() -> new Succession.Member<>(Instant.MIN, keep.credential(label))));
            }
        }
        return members.isEmpty()
                ? Succession.of(keep.credential(base))
                : new Succession<>(members); // says what is missing
    }

    /** The public key that waits for its certificate, by the certificate that it gave itself. */
    public Optional<X509Certificate> waiting() {
        return waitingLabel().map(label -> keep.credential(label).certificate());
    }

    private Optional<String> waitingLabel() {
        return keep.labels().stream()
                .filter(label -> KeyLabel.of(label).waiting()
                        && KeyLabel.of(label).base().equals(base))
                .findFirst();
    }

    /** Whether there is a key with a certificate. */
    public boolean isEmpty() {
        return keep.labels().stream()
                .map(KeyLabel::of)
                .noneMatch(label -> label.base().equals(base) && !label.waiting());
    }

    /** Makes a key that waits for its certificate; refuses while another waits. */
    public void generate(Instant now) {
        if (waitingLabel().isPresent()) {
            throw new KeyUnusable("a key for " + role.word() + " waits for its certificate already");
        }
        keep.generate(base, now);
    }

    /**
     * The certification request of the key that waits (PKCS#10, DER).
     *
     * @param subject of the certificate; that of the key in force unless given
     * @param now at which a key is in force
     */
    public byte[] request(Optional<X500Principal> subject, Instant now) {
        Credential waiting = keep.credential(requireWaiting());
        Optional<X509Certificate> former =
                isEmpty() ? Optional.empty() : Optional.of(keys().at(now).certificate());
        X500Principal name = subject.or(() -> former.map(X509Certificate::getSubjectX500Principal))
                .orElseThrow(() -> new KeyUnusable("no subject is given for " + role.word()));
        return KeyRequest.of(
                role,
                name,
                waiting.certificate().getPublicKey(),
                KeyRequest.signing(waiting.key().reveal()),
                former);
    }

    /**
     * Gives the key that waits its certificate, which the caller has found to lead to an anchor and to be for the role.
     *
     * @param chain the certificate, then its issuers as far as they are known
     * @param issuers complete it
     * @param from first day (UTC) of its use; the only key is used at once
     */
    public void adopt(List<X509Certificate> chain, List<X509Certificate> issuers, LocalDate from) {
        String waiting = requireWaiting();
        if (!keep.credential(waiting)
                .certificate()
                .getPublicKey()
                .equals(chain.getFirst().getPublicKey())) {
            throw new KeyUnusable(
                    "the certificate belongs to another key than the one of " + role.word() + " that waits");
        }
        keep.rename(waiting, isEmpty() ? base : KeyLabel.dated(base, from), Chains.complete(chain, issuers));
    }

    private String requireWaiting() {
        return waitingLabel()
                .orElseThrow(() -> new KeyUnusable("no key for " + role.word() + " waits for its certificate"));
    }
}
