package org.sceau.proof;

import java.util.Optional;

/**
 * What a journal file holds.
 *
 * @param log id of the log, empty when the file does not say
 * @param follows id of the log that this one goes on from, after a restore
 * @param entries entries read
 * @param checkpoints sealed checkpoints read
 * @param stamps time-stamps among them
 * @param head the newest checkpoint whose root was found again
 * @param sealer who sealed that
 * @param stamped the newest time-stamp
 * @param given given checkpoints that fit
 */
public record JournalClaims(
        String log,
        Optional<String> follows,
        long entries,
        long checkpoints,
        long stamps,
        Optional<TreeHead> head,
        Optional<Sealer> sealer,
        Optional<TimeStamped> stamped,
        long given) {}
