package org.sceau.keys;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.sceau.suites.KeySuite;

/** Keys in a token, made there. */
record TokenKeep(Token token, List<X509Certificate> issuers) implements KeyKeep {

    @Override
    public List<String> labels() {
        return token.inSession(session -> Collections.list(session.store().aliases()).stream()
                .filter(alias -> session.isKey(alias))
                .toList());
    }

    @Override
    public Credential credential(String label) {
        if (!KeyLabel.of(label).waiting()) {
            return token.credential(label, issuers);
        }
        List<X509Certificate> chain = token.inSession(session -> session.chain(label));
        return new Credential(
                Secret.of(new TokenKey(token, label, chain.getFirst().getPublicKey())), chain);
    }

    @Override
    public String generate(String base, Instant now) {
        return token.inSession(session -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(KeySuite.EC, session.provider());
            generator.initialize(new ECGenParameterSpec(KeySuite.CURVE));
            KeyPair pair = generator.generateKeyPair();
            String label = KeyLabel.waiting(base, KeyRequest.thumbprint(pair.getPublic()));
            Signature signature = Signature.getInstance(KeySuite.CERTIFICATE_SIGNATURE, session.provider());
            KeyRequest.Signing signing = input -> {
                signature.initSign(pair.getPrivate());
                signature.update(input);
                return signature.sign();
            };
            session.put(label, pair.getPrivate(), List.of(KeyRequest.standIn(pair.getPublic(), signing, now)));
            return label;
        });
    }

    @Override
    public void rename(String old, String label, List<X509Certificate> chain) {
        token.inSession(session -> {
            List<X509Certificate> stored = session.chain(label);
            boolean done = !stored.isEmpty() && stored.getFirst().equals(chain.getFirst());
            if (!done) { // or a session was lost in between, and this is the second attempt
                session.put(label, session.key(old), chain);
            }
            session.forget(old);
            return label;
        });
    }
}
