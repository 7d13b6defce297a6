package org.sceau.routes.host;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sceau.hosting.Deposit;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.StoredObject;
import org.sceau.routes.deliver.Attempt;
import org.sceau.routes.deliver.Envelopes;
import org.sceau.transfer.Mode;

/** What a store gets of a transfer: the CMS objects of documents and metadata object, under names that say nothing. */
public final class ComposeDeposit implements Function<Attempt, Deposit> {
    private final Envelopes envelopes;

    /** Composes with {@code envelopes}. */
    public ComposeDeposit(Envelopes envelopes) {
        this.envelopes = envelopes;
    }

    @Override
    public Deposit apply(Attempt attempt) {
        var dossier = attempt.item().dossier();
        List<Deposit.EncryptedObject> objects = new ArrayList<>();
        boolean senders = dossier.mode() == Mode.SEALED_BY_SENDER;
        for (StoredObject object : dossier.objects()) {
            String name = object.number() == AcceptedObject.METADATA ? "metadata" : "object-" + object.number();
            long length =
                    senders ? object.sizeBytes() : envelopes.envelope(object).lengthBytes();
            objects.add(new Deposit.EncryptedObject(name, length, out -> {
                try (InputStream in = senders ? envelopes.openSenders(object) : envelopes.open(object)) {
                    in.transferTo(out);
                }
            }));
        }
        return new Deposit(dossier.transfer(), objects);
    }
}
