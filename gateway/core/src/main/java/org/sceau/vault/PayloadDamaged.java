package org.sceau.vault;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A stored payload cannot be given out whole. An operator's matter: nothing that the reader did. */
public final class PayloadDamaged extends GatewayException {
    private final Damage damage;

    /** Names the damage, and the file by its random name. */
    public PayloadDamaged(Damage damage, String file) {
        super(FailureCode.STORE_DAMAGED, "payload damaged: " + damage + " in " + file, null);
        this.damage = damage;
    }

    /** What is wrong. */
    public Damage damage() {
        return damage;
    }
}
