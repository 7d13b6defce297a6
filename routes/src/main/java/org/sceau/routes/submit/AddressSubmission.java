package org.sceau.routes.submit;

import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.encryption.Addressed;
import org.sceau.signature.Signed;

/** Fifth step: the content keys wrapped for exactly those who may read. */
public final class AddressSubmission {
    private final Function<Signed, Addressed> address;

    /** Addresses with {@code address}. */
    public AddressSubmission(Function<Signed, Addressed> address) {
        this.address = address;
    }

    /** The submission with its readers' keys. */
    @Handler
    public Addressed address(@Body Signed signed) {
        return address.apply(signed);
    }
}
