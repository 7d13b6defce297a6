package org.sceau.proof.cli;

import org.sceau.proof.JournalClaims;
import org.sceau.proof.JournalFinding;
import org.sceau.proof.JournalVerdict;

/** The verdict on a journal for people. Entries are counted from 0, as receipts and checkpoints do. */
final class JournalText {
    /** Findings that are shown; the rest is counted. */
    private static final int MOST_SHOWN = 20;

    private final Texts texts;
    private final StringBuilder out = new StringBuilder();

    private JournalText(Texts texts) {
        this.texts = texts;
    }

    static String of(JournalVerdict verdict, Texts texts, boolean revocationChecked) {
        JournalText report = new JournalText(texts);
        switch (verdict) {
            case JournalVerdict.Proved proved -> {
                report.line(texts.get("proved"));
                report.claims(proved.claims());
                report.limits(proved.claims(), revocationChecked);
            }
            case JournalVerdict.Refuted refuted -> {
                report.line(texts.get("refuted"));
                report.findings(refuted);
                report.claims(refuted.claims());
            }
        }
        return TextReport.printable(report.out);
    }

    private void findings(JournalVerdict.Refuted refuted) {
        refuted.findings().stream().limit(MOST_SHOWN).forEach(this::finding);
        if (refuted.count() > MOST_SHOWN) {
            line("  " + texts.get("more", Long.toString(refuted.count() - MOST_SHOWN)));
        }
    }

    private void finding(JournalFinding finding) {
        String place = finding.place() < 0 ? "" : Long.toString(finding.place());
        String until = finding.until() < 0 ? "" : Long.toString(finding.until());
        String subject = finding.subject().isEmpty() ? "" : " [" + finding.subject() + "]";
        String detail = finding.detail().isEmpty() ? "" : " (" + finding.detail() + ")";
        String text = texts.get("fault." + finding.fault().code())
                .replace("{0}", place)
                .replace("{1}", until);
        line("  " + text + subject + detail);
    }

    private void claims(JournalClaims claims) {
        item("log", claims.log());
        claims.follows().ifPresent(log -> item("follows", log));
        item("entries", Long.toString(claims.entries()));
        item("checkpoints", Long.toString(claims.checkpoints()));
        claims.head()
                .ifPresent(head -> item("head", head.size() + " " + head.root().hex()));
        claims.sealer().ifPresent(sealer -> {
            item("sealer", sealer.subject());
            item("anchor", sealer.anchor());
            item("sealed", sealer.at().toString());
        });
        claims.stamped().ifPresent(stamped -> item("stamped", stamped.at() + ", " + stamped.authority()));
        item("given", Long.toString(claims.given()));
    }

    private void limits(JournalClaims claims, boolean revocationChecked) {
        line("");
        line(texts.get("limits"));
        line("  - " + texts.get("limit.end"));
        line("  - " + texts.get("limit.views"));
        if (claims.stamps() == 0) {
            line("  - " + texts.get("limit.time"));
        }
        if (!revocationChecked) {
            line("  - " + texts.get("limit.revocation"));
        }
    }

    private void item(String key, String value) {
        String label = texts.get("label." + key);
        line("  " + label + " ".repeat(Math.max(1, 22 - label.length())) + value);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
