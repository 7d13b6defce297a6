package org.sceau.keys;

import java.util.stream.Stream;
import org.sceau.proof.LogKey;
import org.sceau.proof.NoteSigner;

/** A signer of checkpoints until the end of its algorithm, then throws {@link SigningEnded}. */
record DatedNoteSigner(NoteSigner signer, SigningEnds ends) implements NoteSigner {
    @Override
    public LogKey key() {
        return signer.key();
    }

    @Override
    public byte[] sign(byte[] text) {
        ends.require(Stream.of(SigningEnds.CHECKPOINT));
        return signer.sign(text);
    }
}
