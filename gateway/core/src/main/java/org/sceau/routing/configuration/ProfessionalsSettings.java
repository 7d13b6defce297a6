package org.sceau.routing.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.sceau.routing.Documented;
import org.sceau.transfer.PartnerId;

/**
 * An identity provider of professionals whose access tokens partners exchange for ours (RFC 8693): Pro Santé Connect.
 *
 * @param name in entries
 * @param issuer {@code iss} of its tokens
 * @param keys address of its JWK Set
 * @param userInfo where it says who a token is about
 * @param decryption key that it encrypts user info for
 * @param applications whose tokens count for whom
 */
public record ProfessionalsSettings(
        @Documented(
                what = "short name, for entries and the log: 1 to 16 lower-case letters, digits and dashes",
                example = "psc",
                defaultValue = "psc")
        String name,

        @Documented(
                what = "iss of its tokens, compared exactly",
                example = "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet")
        String issuer,

        @Documented(
                what = "https address of its JWK Set; http on this machine only",
                example = "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet/protocol/openid-connect/certs")
        URI keys,

        @Documented(
                what = "https address of its user info; http on this machine only",
                example =
                        "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet/protocol/openid-connect/userinfo")
        URI userInfo,

        @Documented(
                what =
                        "key (P-256, P-384, P-521 or RSA) for which it encrypts user info, its public half registered there for each"
                                + " of the applications; with it no user info counts but what is signed, then encrypted for it"
                                + " (OpenID Connect Core, 5.3.2), without it none that is",
                example = "{key: ../keys/user-info.p12, passphrase-file: ../keys/user-info-passphrase}")
        Optional<KeyFileSettings> decryption,

        @Documented(
                what = "partners' applications, by the name (azp) that it knows them under",
                example = "[{application: labo-app, partner: labo}]")
        List<Application> applications) {

    /**
     * A partner's application.
     *
     * @param application its name at the provider
     * @param partner whose it is
     */
    public record Application(
            @Documented(what = "its name (azp) at the provider", example = "labo-app")
            String application,

            @Documented(what = "id of the partner", example = "labo")
            PartnerId partner) {}

    /** Throws IllegalArgumentException for an address that anybody on the way could answer for, or an application twice. */
    public ProfessionalsSettings {
        applications = List.copyOf(applications);
        if (!TokenIssuerSettings.isName(name)
                || name.equals("certificate")
                || !TokenIssuerSettings.isSafe(keys)
                || !TokenIssuerSettings.isSafe(userInfo)) {
            throw new IllegalArgumentException(
                    "https addresses, and a name of 1 to 16 lower-case letters, digits and dashes that is not certificate and does not begin with own-");
        }
        if (applications.stream().map(Application::application).distinct().count() < applications.size()) {
            throw new IllegalArgumentException("each application once");
        }
    }
}
