package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The native key and Bouncy Castle's agree with one another: neither shares code with the other. */
class AgreementTest {
    private static final byte[] CONTEXT = {1, 2, 3};
    private static final byte[] NO_UKM = {};

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void nativeKeyAgreesWithAReadersKey() throws GeneralSecurityException {
        KeyPair reader = reader();
        AgreementPrivateKey ephemeral = NativeP256.generate(NativeProvider.get().orElseThrow());

        SecretKey ours =
                key(ephemeral.agree(AgreementPublicKey.of(reader.getPublic()).orElseThrow()));
        AgreementPublicKey received = AgreementPublicKey.decode(
                        Suite.READER_P256, ephemeral.publicKey().encoded())
                .orElseThrow();
        SecretKey theirs =
                key(AgreementPrivateKey.of(reader.getPrivate()).orElseThrow().agree(received));

        assertThat(ours).isEqualTo(theirs);
        assertThat(key(ephemeral.agree(
                        AgreementPublicKey.of(reader().getPublic()).orElseThrow())))
                .isNotEqualTo(ours);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void nativeKeyAgreesWithNoOtherCurve() {
        AgreementPrivateKey ephemeral = NativeP256.generate(NativeProvider.get().orElseThrow());
        AgreementPublicKey other = AgreementPrivateKey.generate(Suite.READER_X25519, new SecureRandom())
                .publicKey();

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> ephemeral.agree(other));
        assertThat(ephemeral).hasToString("AgreementPrivateKey[REDACTED]");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void whatIsUsedCanBeRead() {
        assertThat(NativeProvider.inWords()).startsWith("AmazonCorrettoCryptoProvider/");
    }

    private static KeyPair reader() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static SecretKey key(AgreedSecret secret) {
        return secret.keyEncryptionKey(CONTEXT, NO_UKM);
    }
}
