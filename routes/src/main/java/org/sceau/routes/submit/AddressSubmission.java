package org.sceau.routes.submit;

import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Accepted;
import org.sceau.encryption.Addressed;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.Grounds;
import org.sceau.signature.Signed;

/** Sixth step: the content keys wrapped for exactly those who may read. */
public final class AddressSubmission {
    private final Addressing address;

    /** Addresses with {@code address}. */
    public AddressSubmission(Addressing address) {
        this.address = address;
    }

    /** The submission with its readers' keys; throws {@link SubmissionRejected} when a reader has no usable key. */
    @Handler
    public Addressed address(@Body Signed signed) {
        try {
            return address.address(signed);
        } catch (Refused e) {
            Accepted accepted = signed.accepted();
            var grounds = new Grounds(
                    "readers:refuse",
                    "the readers' keys do not fit",
                    accepted.revisions().digests());
            throw new SubmissionRejected(accepted.transfer(), accepted.caller(), grounds, e.issues());
        } catch (IOException e) {
            throw new Refused(FailureCode.STORE_UNAVAILABLE);
        }
    }

    /** Wraps keys. */
    @FunctionalInterface
    public interface Addressing {
        /** The submission with its readers' keys. */
        Addressed address(Signed signed) throws IOException;
    }
}
