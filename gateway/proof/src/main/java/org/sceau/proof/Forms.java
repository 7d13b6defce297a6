package org.sceau.proof;

import java.util.Optional;

/** The forms of a receipt beside its JSON, told apart by how they begin. */
final class Forms {
    private Forms() {}

    /** The receipt in a file that claims one of the other forms; throws {@link MalformedProof} if it has not kept it. */
    static Optional<Receipt> receipt(byte[] file) {
        for (FhirReceipt form : FhirReceipt.values()) {
            if (form.begins(file)) {
                return Optional.of(form.decode(file));
            }
        }
        return CoseReceipt.begins(file) ? Optional.of(CoseReceipt.decode(file).signed()) : Optional.empty();
    }
}
