package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sceau.failure.GatewayException;
import org.sceau.ledger.Octets;
import org.sceau.ledger.StoredLog;
import org.sceau.proof.ConsistencyProof;
import org.sceau.proof.Digest;
import org.sceau.proof.JournalFile;
import org.sceau.proof.Receipt;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TreeHead;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.ReceiptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal for those who check it: head, proofs and the whole log under {@code /api/journal}; checkpoint, tiles and
 * entries as C2SP tlog-tiles has them. Entries hold salted digests, partners' ids and codes, nothing of a patient; salts and
 * openings never leave here. Thread-safe.
 */
public final class JournalPages {
    static final List<String> PATHS = List.of("/api/journal", "/checkpoint", "/tile/");

    private static final Logger LOG = LoggerFactory.getLogger(JournalPages.class);
    private static final Pattern SIZES = Pattern.compile("first=([0-9]{1,15})&second=([0-9]{1,15})");
    private static final String BYTES = "application/octet-stream";
    /** Two bytes of length (C2SP tlog-tiles, log entries). */
    private static final int MOST_ENTRY_BYTES = 0xffff;

    private final StoredLog log;

    /** Answers for the open log. */
    public JournalPages(StoredLog log) {
        this.log = log;
    }

    /** A body and what it is. */
    private record Page(String type, Octets body) {

        static Page of(String type, byte[] body) {
            return new Page(type, Octets.of(body));
        }
    }

    /** Whether a page says nothing but hashes and the size of the log, as every receipt does: what a witness needs. */
    static boolean isOpen(String path) {
        return path.equals("/checkpoint")
                || path.equals("/api/journal")
                || TilePath.parse(path).flatMap(TilePath::level).isPresent();
    }

    void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            OperatorServer.text(exchange, 403, "forbidden\n");
            return;
        }
        URI uri = exchange.getRequestURI();
        try {
            if (uri.getPath().equals("/api/journal/export")) {
                export(exchange);
                return;
            }
            Optional<Page> page = page(uri.getPath(), Optional.ofNullable(uri.getRawQuery()));
            if (page.isPresent()) {
                OperatorServer.send(
                        exchange, 200, page.get().type(), page.get().body().bytes());
            } else {
                OperatorServer.text(exchange, 404, "not found\n");
            }
        } catch (GatewayException e) {
            LOG.warn("event=journal-request-failed code={}", e.code().code());
            OperatorServer.text(exchange, 500, e.code().code() + "\n");
        } catch (RuntimeException e) {
            LOG.error("event=journal-request-broken kind={}", e.getClass().getName());
            OperatorServer.text(exchange, 500, "SC-9999\n");
        }
    }

    private Optional<Page> page(String path, Optional<String> query) {
        if (path.equals("/checkpoint")) {
            return log.newest()
                    .map(checkpoint -> Page.of(
                            "text/plain; charset=utf-8", checkpoint.note().getBytes(StandardCharsets.UTF_8)));
        }
        if (path.startsWith("/tile/")) {
            return TilePath.parse(path).flatMap(this::tile);
        }
        if (path.equals("/api/journal")) {
            return log.newest().map(this::head);
        }
        if (path.equals("/api/journal/consistency")) {
            return query.map(SIZES::matcher).filter(Matcher::matches).flatMap(this::consistency);
        }
        return path.startsWith("/api/journal/entries/")
                ? proof(path.substring("/api/journal/entries/".length()))
                : Optional.empty();
    }

    private Optional<Page> tile(TilePath path) {
        if (path.level().isEmpty()) {
            return log.entries(path.index(), path.width()).flatMap(JournalPages::bundle);
        }
        return log.tile(path.level().get(), path.index(), path.width()).map(hashes -> {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            hashes.forEach(hash -> body.writeBytes(hash.bytes()));
            return Page.of(BYTES, body.toByteArray());
        });
    }

    /** Empty when an entry is longer than the form can say; the export has it. */
    private static Optional<Page> bundle(List<Octets> entries) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Octets entry : entries) {
            if (entry.length() > MOST_ENTRY_BYTES) {
                return Optional.empty();
            }
            body.write(entry.length() >> 8);
            body.write(entry.length());
            body.writeBytes(entry.bytes());
        }
        return Optional.of(Page.of(BYTES, body.toByteArray()));
    }

    private Page head(SealedCheckpoint sealed) {
        TreeHead head = sealed.checkpoint().body().head();
        return json(JsonNodeFactory.instance
                .objectNode()
                .put("log", log.id())
                .put("size", head.size())
                .put("root", head.root().hex())
                .put("checkpoint", sealed.note())
                .put("seal", sealed.jades()));
    }

    private Optional<Page> proof(String id) {
        ReceiptId receipt;
        try {
            receipt = ReceiptId.parse(id);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return log.prove(receipt).map(ReceiptFile::content).map(file -> Page.of(Receipt.MEDIA_TYPE, file));
    }

    private Optional<Page> consistency(Matcher sizes) {
        long first = Long.parseLong(sizes.group(1));
        long second = Long.parseLong(sizes.group(2));
        if (first > second || second > log.size()) {
            return Optional.empty();
        }
        ConsistencyProof proof = log.consistency(first, second);
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("log", log.id());
        answer.set("first", head(log.head(first)));
        answer.set("second", head(log.head(second)));
        ArrayNode path = answer.putArray("path");
        for (Digest hash : proof.path()) {
            path.add(hash.hex());
        }
        return Optional.of(json(answer));
    }

    private static ObjectNode head(TreeHead head) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("size", head.size())
                .put("root", head.root().hex());
    }

    private static Page json(ObjectNode node) {
        return Page.of("application/json", node.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** When something fails underway the connection is cut: a file without its last line is known to be no whole one. */
    private void export(HttpExchange exchange) throws IOException {
        OperatorServer.stream(exchange, JournalFile.MEDIA_TYPE, out -> log.export(JournalFile.begin(out, log.id())));
    }
}
