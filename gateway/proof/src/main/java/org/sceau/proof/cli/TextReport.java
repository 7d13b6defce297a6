package org.sceau.proof.cli;

import java.util.List;
import java.util.Optional;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Claims;
import org.sceau.proof.DocumentFinding;
import org.sceau.proof.Entry;
import org.sceau.proof.EvidenceStatement;
import org.sceau.proof.Indication;
import org.sceau.proof.Limit;
import org.sceau.proof.Sealer;
import org.sceau.proof.SecondSeal;
import org.sceau.proof.SignatureResults;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.Verdict;

/** The verdict for people: what is proved, by whom, when, and what is not proved. */
final class TextReport {
    private final Texts texts;
    private final StringBuilder out = new StringBuilder();

    private TextReport(Texts texts) {
        this.texts = texts;
    }

    /** With the file's name before it, unless that is empty. */
    static String of(String file, Verdict verdict, Texts texts) {
        TextReport report = new TextReport(texts);
        if (!file.isEmpty()) {
            report.line(file);
        }
        switch (verdict) {
            case Verdict.Proved(Claims claims) -> report.proved(claims);
            case Verdict.Refuted refuted -> report.refuted(refuted);
        }
        return printable(report.out);
    }

    private void refuted(Verdict.Refuted refuted) {
        String where = refuted.where().isEmpty() ? "" : " [" + refuted.where() + "]";
        line(texts.get("verdict.refuted"));
        item("part", texts.get("part." + refuted.part().code()) + where);
        item("reason", texts.get("reason." + refuted.reason().code()));
        item("code", refuted.part().code() + "/" + refuted.reason().code());
        results(refuted);
        documents(refuted.documents());
    }

    private void proved(Claims claims) {
        switch (claims) {
            case Claims.OfReceipt receipt -> {
                line(texts.get("verdict.proved.receipt"));
                entry(receipt.entry());
                log(receipt.checkpoint(), receipt.index());
            }
            case Claims.OfSignature signature -> {
                line(texts.get("verdict.proved.signature"));
                signature(signature);
            }
            case Claims.OfEvidence evidence -> {
                line(texts.get("verdict.proved.evidence"));
                evidence(evidence);
            }
        }
        sealer(claims.sealer());
        switch (claims) {
            case Claims.OfReceipt receipt -> receipt.second().ifPresent(this::second);
            case Claims.OfSignature _ -> {}
            case Claims.OfEvidence evidence -> evidence.second().ifPresent(this::second);
        }
        results(new Verdict.Proved(claims));
        if (claims instanceof Claims.OfReceipt receipt) {
            times(receipt.stamped(), receipt.renewals());
        } else if (claims instanceof Claims.OfSignature signature) {
            times(signature.stamped(), signature.renewals());
        }
        documents(claims.documents());
        line("");
        line(texts.get("limits"));
        for (Limit limit : claims.limits()) {
            line("  - " + texts.get("limit." + limit.code()));
        }
    }

    private void signature(Claims.OfSignature signature) {
        for (String commitment : signature.commitments()) {
            item("commitment", commitment);
        }
        for (String claimed : signature.claimed()) {
            item("claimed", claimed);
        }
    }

    private void evidence(Claims.OfEvidence evidence) {
        EvidenceStatement statement = evidence.statement();
        String party = statement.party().map(name -> ": " + name).orElse("");
        item("transfer", statement.transfer().toString());
        item("for", texts.get("role." + statement.role().code()) + party);
        for (EvidenceStatement.DeliveryOutcome line : statement.outcomes()) {
            item(
                    "outcome",
                    line.recipient() + ": "
                            + texts.get("outcome." + line.outcome().code()));
        }
        for (Claims.OfReceipt receipt : evidence.receipts()) {
            line("");
            line("  " + texts.get("evidence.receipt"));
            entry(receipt.entry());
            log(receipt.checkpoint(), receipt.index());
            sealer(receipt.sealer());
            receipt.second().ifPresent(this::second);
            times(receipt.stamped(), receipt.renewals());
        }
        evidence.signature().ifPresent(signature -> {
            line("");
            line("  " + texts.get("evidence.signature"));
            signature(signature);
            sealer(signature.sealer());
            times(signature.stamped(), signature.renewals());
        });
        line("");
        line("  " + texts.get("evidence.collection"));
    }

    /** The three answers apart, and what the standard calls them together. */
    private void results(Verdict verdict) {
        SignatureResults results = SignatureResults.of(verdict);
        item("integrity", texts.get("state." + results.integrity().code()));
        item("signer", texts.get("state." + results.signer().code()));
        item("documents", texts.get("state." + results.documents().code()));
        item("indication", Indication.of(verdict).toString());
    }

    private void entry(Entry entry) {
        item(
                "event",
                texts.get("event." + entry.event().label()) + " ("
                        + entry.event().label() + ")");
        item("time", entry.time().toString());
        entry.transfer().ifPresent(transfer -> item("transfer", transfer.toString()));
        item("receipt", entry.id().toString());
        entry.recipient().ifPresent(recipient -> item("recipient", recipient));
        item("actor", entry.actor().thumbprint().hex());
        item("quality", entry.actor().quality());
        item("method", entry.actor().method());
        item("rule", entry.rule());
        item("decision", entry.decision());
        entry.reason().ifPresent(reason -> item("because", reason));
    }

    private void log(Checkpoint.Body body, long index) {
        item("log", body.logId() + ", " + (index + 1) + "/" + body.size());
    }

    private void sealer(Sealer sealer) {
        item("sealer", sealer.subject());
        item("certificate", sealer.thumbprint().hex());
        item("anchor", sealer.anchor());
        item("sealed", sealer.at().toString());
    }

    private void second(SecondSeal second) {
        item("second-seal", second.algorithm().label() + ", " + second.sealer().subject());
        item("certificate", second.sealer().thumbprint().hex());
        item("anchor", second.sealer().anchor());
    }

    private void times(Optional<TimeStamped> first, List<TimeStamped> renewals) {
        first.ifPresent(stamped -> time("stamped", stamped));
        renewals.forEach(renewal -> time("renewed", renewal));
    }

    private void time(String label, TimeStamped stamped) {
        String accuracy =
                stamped.accuracy().map(by -> " \u00b1 " + by.toString()).orElse("");
        item(label, stamped.at() + accuracy);
        item("authority", stamped.authority());
        item("stamp-anchor", stamped.anchor());
        item("stamp-policy", stamped.policy());
    }

    private void documents(List<DocumentFinding> findings) {
        for (DocumentFinding finding : findings) {
            String state = texts.get("document." + finding.state().code());
            item("document", finding.name() + ": " + state);
        }
    }

    private void item(String key, String value) {
        String label = texts.get("label." + key);
        line("  " + label + " ".repeat(Math.max(1, 22 - label.length())) + value);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    /** A signer's words must not steer the reader's terminal. */
    static String printable(StringBuilder text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
                text.setCharAt(i, '\ufffd');
            }
        }
        return text.toString();
    }
}
