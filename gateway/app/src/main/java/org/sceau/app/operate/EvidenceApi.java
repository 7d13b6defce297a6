package org.sceau.app.operate;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.sceau.evidence.EvidenceFile;
import org.sceau.evidence.MakeEvidence;
import org.sceau.evidence.Reader;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Refused;
import org.sceau.proof.Actor;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.EvidenceWriter;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * {@code POST /api/evidence/{transfer}?for=PARTY}: an evidence file, as a stream. An act: it is journaled. Documents are
 * given to a party itself only, over its own connection, never on this port. Thread-safe.
 */
public final class EvidenceApi {
    private static final String PATH = "/api/evidence/";

    private final MakeEvidence evidence;
    private final Actor operator;

    /** Makes evidence as {@code operator}. */
    public EvidenceApi(MakeEvidence evidence, Actor operator) {
        this.evidence = evidence;
        this.operator = operator;
    }

    void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new OperatorApi.Unanswered(405, "evidence is made with POST");
        }
        try (EvidenceFile file = file(exchange)) {
            OperatorServer.stream(exchange, EvidenceWriter.MEDIA_TYPE, file::write);
        } catch (Refused e) {
            throw new OperatorApi.Unanswered(e.code().httpStatus(), e.code().code());
        } catch (CompletionException e) {
            // the recorder's own failure, as it failed
            throw e.getCause() instanceof GatewayException known
                    ? new OperatorApi.Unanswered(
                            known.code().httpStatus(), known.code().code())
                    : e;
        }
    }

    private EvidenceFile file(HttpExchange exchange) {
        Map<String, String> query = OperatorApi.query(exchange.getRequestURI());
        if (!query.getOrDefault("documents", Documents.NONE.code()).equals(Documents.NONE.code())) {
            throw new Refused(FailureCode.NOT_PERMITTED);
        }
        TransferId transfer;
        try {
            transfer = TransferId.parse(exchange.getRequestURI().getPath().substring(PATH.length()));
        } catch (IllegalArgumentException e) {
            throw new OperatorApi.Unanswered(400, "transfer has not its form");
        }
        return evidence.make(transfer, reader(query.getOrDefault("for", "")), Documents.NONE, operator);
    }

    private static Reader reader(String name) {
        return switch (name) {
            case "operator" -> new Reader.Operator();
            case "auditor" -> new Reader.Auditor();
            case "patient" -> new Reader.Patient();
            default -> {
                try {
                    yield new Reader.Party(new PartnerId(name), false);
                } catch (IllegalArgumentException e) {
                    throw new OperatorApi.Unanswered(400, "for has not its form");
                }
            }
        };
    }
}
