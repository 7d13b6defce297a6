package org.sceau.routing.configuration;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sceau.routing.Documented;

/**
 * A time-stamp authority (RFC 3161).
 *
 * @param url where it answers
 * @param anchors PEM file of the roots that its certificates lead to
 * @param policy it must stamp under
 */
public record TimeStampAuthoritySettings(
        @Documented(
                what = "address of the authority; plain http will do, for a time-stamp vouches for itself",
                example = "http://tsa.example.org/")
        URI url,

        @Documented(what = "PEM file of the roots that its certificates lead to", example = "trust/tsa.pem")
        FileReference anchors,

        @Documented(
                what = "object identifier of the policy that it must stamp under; any policy where absent",
                example = "\"0.4.0.2023.1.1\"")
        Optional<String> policy) {
    private static final Pattern OID =
            Pattern.compile("([01]\\.[1-3]?[0-9]|2\\.(0|[1-9][0-9]{0,8}))(\\.(0|[1-9][0-9]{0,17})){0,20}");

    /** Throws IllegalArgumentException when the policy is no object identifier. */
    public TimeStampAuthoritySettings {
        if (policy.isPresent() && !OID.matcher(policy.get()).matches()) {
            throw new IllegalArgumentException("a policy such as \"0.4.0.2023.1.1\"");
        }
    }
}
