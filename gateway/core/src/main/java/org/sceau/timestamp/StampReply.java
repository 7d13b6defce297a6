package org.sceau.timestamp;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.sceau.failure.FailureCode;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.Part;
import org.sceau.proof.Reason;
import org.sceau.proof.StampVerdict;
import org.sceau.proof.TimeStampInfo;
import org.sceau.proof.TimeStampToken;

/** Judges an answer (TimeStampResp, RFC 3161 section 2.4.2). */
final class StampReply {
    private static final int GRANTED = 0;
    private static final int GRANTED_WITH_MODS = 1;

    private StampReply() {}

    /**
     * Whether the answer is to this request and holds. No answer makes it throw.
     *
     * @param received when the answer came
     * @param tolerance how far the authority's clock and ours may be apart
     */
    static StampOutcome judge(
            byte[] reply, StampRequest request, TimeStampAuthority authority, Instant received, Duration tolerance) {
        TimeStampToken token;
        try {
            TimeStampResp response = TimeStampResp.getInstance(ASN1Primitive.fromByteArray(reply));
            int status = response.getStatus().getStatusObject().intValueExact();
            if (status != GRANTED && status != GRANTED_WITH_MODS) {
                return new StampOutcome.NotStamped(FailureCode.TIME_STAMP_REFUSED, "status " + status);
            }
            token = TimeStampToken.decode(TokenForm.strict(response.getTimeStampToken()));
        } catch (MalformedProof e) {
            return invalid(e.part(), e.reason(), e.where());
        } catch (IOException | RuntimeException e) {
            // unchecked: Bouncy Castle's answer to many a malformed structure
            return invalid(Part.STAMP, Reason.VALUE_INVALID, "reply");
        }
        return switch (token.verify(request.stamped(), authority.anchors())) {
            case StampVerdict.NotValid(Part part, Reason reason, String where) -> invalid(part, reason, where);
            case StampVerdict.Valid _ -> answers(token, request, authority, received, tolerance);
        };
    }

    private static StampOutcome answers(
            TimeStampToken token,
            StampRequest request,
            TimeStampAuthority authority,
            Instant received,
            Duration tolerance) {
        TimeStampInfo info = token.info();
        if (info.nonce().filter(request.nonce()::equals).isEmpty()) {
            return invalid("nonce");
        }
        if (authority.policy().filter(policy -> !policy.equals(info.policy())).isPresent()) {
            return invalid("policy");
        }
        if (Duration.between(info.at(), received).abs().compareTo(tolerance) > 0) {
            return invalid("genTime");
        }
        return new StampOutcome.Stamped(token, authority.address());
    }

    private static StampOutcome invalid(Part part, Reason reason, String where) {
        return invalid(part.code() + "/" + reason.code() + (where.isEmpty() ? "" : " " + where));
    }

    private static StampOutcome invalid(String detail) {
        return new StampOutcome.NotStamped(FailureCode.TIME_STAMP_INVALID, detail);
    }
}
