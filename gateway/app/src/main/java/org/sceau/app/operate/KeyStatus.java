package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sceau.keys.Credential;
import org.sceau.keys.DatedUse;
import org.sceau.keys.Ending;
import org.sceau.keys.EndingWatch;
import org.sceau.keys.Ends;
import org.sceau.keys.KeyRole;
import org.sceau.keys.Succession;
import org.sceau.keys.Token;
import org.sceau.keys.TokenState;

/** The gateway's own keys, where each is, when its certificate ends, and how the token stands. Thread-safe. */
public final class KeyStatus {
    /** Why keys are in files beside a token: the platform's PKCS#11 provider has no mechanism for their algorithms. */
    private static final List<String> SOFTWARE =
            List.of("checkpoint Ed25519", "readers X25519", "readers ML-KEM", "master AES-256", "index HMAC-SHA-256");

    private final List<Kept> own;
    private final Optional<Token> token;
    private final EndingWatch ends;
    private final RevokedKeys revoked;
    private final List<Succession<Credential>> serving;
    private final List<String> absentMasters;
    private final Supplier<List<String>> signingEnded;
    private final InstantSource clock;

    /** A key of the gateway: the end of its certificate, and {@code file} or {@code token}. */
    public record Kept(Ending ending, String place) {

        private boolean serves() {
            return !ending.name().equals(KeyRole.CONFIDENTIALITY.word());
        }
    }

    /**
     * The status of those keys.
     *
     * @param ends watches them and others
     * @param revoked watches them
     * @param serving those without which partners are not served, as they follow one another
     * @param absentMasters labels of the master keys that the ring lacks and that something stored is under
     * @param signingEnded algorithms for whose end nothing can be sealed now
     */
    public KeyStatus(
            List<Kept> own,
            Optional<Token> token,
            EndingWatch ends,
            RevokedKeys revoked,
            List<Succession<Credential>> serving,
            List<String> absentMasters,
            Supplier<List<String>> signingEnded,
            InstantSource clock) {
        this.own = List.copyOf(own);
        this.token = token;
        this.ends = ends;
        this.revoked = revoked;
        this.serving = List.copyOf(serving);
        this.absentMasters = List.copyOf(absentMasters);
        this.signingEnded = signingEnded;
        this.clock = clock;
    }

    /** Whether all partners and patients can be served: keys that answer, call, seal or open are there, none in force revoked. */
    boolean ready() {
        return absentMasters.isEmpty()
                && signingEnded.get().isEmpty()
                && serving.stream()
                        .noneMatch(keys ->
                                revoked.contains(keys.at(clock.instant()).certificate()))
                && (own.stream().noneMatch(kept -> kept.place().equals("token") && kept.serves()) || present());
    }

    private boolean isRevoked(Kept kept) {
        return revoked.contains(kept.ending().certificate());
    }

    private boolean present() {
        return token.map(held -> held.state() instanceof TokenState.Present).orElse(true);
    }

    void put(ObjectNode status) {
        ArrayNode keys = status.putArray("keys");
        for (Kept kept : own) {
            keys.addObject()
                    .put("role", kept.ending().name())
                    .put("place", kept.place())
                    .put("daysLeft", kept.ending().daysLeft(clock.instant()))
                    .put("revoked", isRevoked(kept));
        }
        ArrayNode absent = status.putArray("masterKeysAbsent");
        absentMasters.forEach(absent::add);
        ArrayNode ended = status.putArray("signingEnded");
        signingEnded.get().forEach(ended::add);
        put(status.putArray("certificatesThatEnd"), soon(Ending.class));
        put(status.putArray("algorithmsThatEnd"), soon(DatedUse.class));
        token.ifPresent(held -> {
            status.put("token", held.label());
            switch (held.state()) {
                case TokenState.Present _ -> status.put("tokenState", "present");
                case TokenState.Away away ->
                    status.put("tokenState", "away")
                            .put("tokenFault", away.fault().name())
                            .put("tokenAwaySince", away.since().toString());
            }
            ArrayNode software = status.putArray("softwareKeys");
            SOFTWARE.forEach(software::add);
            status.put(
                    "softwareKeysWhy", "no mechanism in the platform's PKCS#11 provider, or opened at every document");
        });
    }

    private void put(ArrayNode array, List<Ends> soon) {
        soon.forEach(ending ->
                array.addObject().put("name", ending.name()).put("daysLeft", ending.daysLeft(clock.instant())));
    }

    private List<Ends> soon(Class<? extends Ends> kind) {
        return ends.soon().stream().filter(kind::isInstance).toList();
    }

    void metrics(StringBuilder out) {
        for (Kept kept : own) {
            out.append("sceau_key_days_left{role=\"")
                    .append(kept.ending().name())
                    .append("\",place=\"")
                    .append(kept.place())
                    .append("\",serial=\"")
                    .append(kept.ending().certificate().getSerialNumber().toString(16))
                    .append("\"} ")
                    .append(kept.ending().daysLeft(clock.instant()))
                    .append('\n');
        }
        out.append("sceau_own_keys_revoked ")
                .append(own.stream().filter(this::isRevoked).count())
                .append('\n');
        out.append("sceau_master_keys_absent ").append(absentMasters.size()).append('\n');
        out.append("sceau_signing_ended ").append(signingEnded.get().size()).append('\n');
        out.append("sceau_certificates_that_end ")
                .append(soon(Ending.class).size())
                .append("\nsceau_algorithms_that_end ")
                .append(soon(DatedUse.class).size())
                .append('\n');
        token.ifPresent(held -> out.append("sceau_token_present ")
                .append(present() ? 1 : 0)
                .append("\nsceau_token_uses_total ")
                .append(held.uses())
                .append('\n'));
    }
}
