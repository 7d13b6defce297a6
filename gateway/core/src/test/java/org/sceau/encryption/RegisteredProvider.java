package org.sceau.encryption;

import java.security.Security;
import java.util.concurrent.Callable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Bouncy Castle asks for itself by name where it composes keys; nothing else may find it in the platform's list. */
final class RegisteredProvider {
    private RegisteredProvider() {}

    static <T> T during(Callable<T> call) throws Exception {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) != null) {
            return call.call();
        }
        Security.addProvider(new BouncyCastleProvider());
        try {
            return call.call();
        } finally {
            Security.removeProvider(BouncyCastleProvider.PROVIDER_NAME);
        }
    }
}
