package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.sceau.identity.Caller;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.proof.Opening;
import org.sceau.proof.Openings;
import org.sceau.proof.Salt;

/** Who acts, as entries state it. */
public final class Actors {
    /** In place of a certificate's thumbprint where a rule asks for quality alone: it is nobody's. */
    private static final Digest NOBODY = Digest.of(new byte[32]);

    /** How somebody authenticated of whom the quality alone is shown. */
    public static final String QUALITY_ALONE = "mtls-quality";

    /** Beside how somebody authenticated, where a part of the quality is the directory's word. */
    private static final String OUT_OF_DIRECTORY = "+directory";

    /** Name of the salted digest of a person's identifier. */
    static final String PERSON = "person";

    private Actors() {}

    /** These openings, and that of the identifier of the person whom the organisation names. */
    static Openings withPerson(List<Opening> openings, Caller caller, SecureRandom random) {
        List<Opening> all = new ArrayList<>(openings);
        caller.acting()
                .person()
                .filter(_ -> caller.acting().shown())
                .ifPresent(person ->
                        all.add(Opening.of(PERSON, Salt.random(random), person.getBytes(StandardCharsets.US_ASCII))));
        return new Openings(all);
    }

    /** These openings but for the person's. */
    static Openings withoutPerson(Openings openings) {
        return new Openings(openings.all().stream()
                .filter(opening -> !opening.name().equals(PERSON))
                .toList());
    }

    /**
     * A partner that authenticated itself by its TLS client certificate. The method tells the three ways of knowing a person
     * apart: {@code mtls} an organisation, {@code mtls-direct} a person's own certificate, {@code mtls-indirect} a person
     * whom the organisation names; {@code mtls-quality} shows the quality alone, whoever it was. Where a part of the quality
     * is the directory's word, {@code +directory} follows.
     */
    public static Actor mutualTls(Caller caller) {
        if (!caller.acting().shown()) {
            return new Actor(NOBODY, caller.quality().label(), QUALITY_ALONE);
        }
        String method = switch (caller.acting().identification()) {
            case QUALITY -> "mtls";
            case DIRECT -> "mtls-direct";
            case INDIRECT -> "mtls-indirect";
        };
        String known = caller.provenance().isDirectorys() ? method + OUT_OF_DIRECTORY : method;
        return new Actor(caller.thumbprint(), caller.quality().label(), known);
    }
}
