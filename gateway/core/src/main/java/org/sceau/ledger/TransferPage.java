package org.sceau.ledger;

import java.util.List;
import java.util.Optional;

/**
 * One page of transfers.
 *
 * @param lines newest first
 * @param next what to ask for to go on; empty at the end
 */
public record TransferPage(List<TransferLine> lines, Optional<String> next) {

    /** Copies its list. */
    public TransferPage {
        lines = List.copyOf(lines);
    }
}
