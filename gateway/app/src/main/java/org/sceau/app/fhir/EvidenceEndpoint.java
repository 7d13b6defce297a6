package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sceau.app.fhir.PermittedDocuments.Permitted;
import org.sceau.app.http.Acceptable;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.evidence.EvidenceFile;
import org.sceau.evidence.MakeEvidence;
import org.sceau.evidence.Reader;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.ledger.Actors;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Handover;
import org.sceau.ledger.StoredDocument;
import org.sceau.ledger.Transfers;
import org.sceau.oauth.Transaction;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.EvidenceWriter;
import org.sceau.transfer.TransferId;
import org.sceau.vault.ContentKey;

/**
 * {@code GET [base]/Evidence/{transfer}?documents=none|encrypted|clear}: the caller's own evidence of a transfer, as an
 * ASiC-E file. With documents in it, the caller must be permitted to retrieve each of them now (ITI-68), and the journal
 * has a ContentHandover of each before the first byte leaves. Thread-safe.
 */
public final class EvidenceEndpoint implements Endpoint {
    private static final ResourcePath PATH = ResourcePath.of("Evidence");

    private static final String WITHOUT = Documents.NONE.code();

    private final Callers callers;
    private final PermittedDocuments documents;
    private final Transfers transfers;
    private final MakeEvidence evidence;
    private final DocumentEndpoint.Handovers handovers;

    /** Gives what {@code evidence} makes for a party, only those {@code documents} that it may retrieve. */
    public EvidenceEndpoint(
            Callers callers,
            PermittedDocuments documents,
            Transfers transfers,
            MakeEvidence evidence,
            DocumentEndpoint.Handovers handovers) {
        this.callers = callers;
        this.documents = documents;
        this.transfers = transfers;
        this.evidence = evidence;
        this.handovers = handovers;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return PATH.takes(request);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller =
                callers.require(request, wanted(request).equals(WITHOUT) ? Transaction.RECEIPT : Transaction.EVIDENCE);
        TransferId transfer = PATH.id(request, TransferId::parse).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        Documents form = form(request);
        if (Acceptable.of(request).wish(EvidenceWriter.MEDIA_TYPE) == 0) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, EvidenceWriter.MEDIA_TYPE);
        }
        evidence.requirePart(transfer, caller.partner());
        List<Permitted> permitted = form == Documents.NONE ? List.of() : permitted(caller, transfer);
        var reader = new Reader.Party(caller.partner(), true);
        Caller shown = documents.shown(caller, documents(transfer));
        try (EvidenceFile file = evidence.make(transfer, reader, form, Actors.mutualTls(shown))) {
            write(file, transfer, permitted, response);
        }
    }

    /** What broke off may have arrived or not: each handover that was entered is followed by an entry that says so. */
    private void write(EvidenceFile file, TransferId transfer, List<Permitted> permitted, HttpServletResponse response)
            throws IOException {
        List<Permitted> entered = new ArrayList<>();
        boolean written = false;
        try {
            for (Permitted one : permitted) {
                handovers
                        .handover(new Handover(transfer, one.document().id(), one.caller(), one.grounds()))
                        .join();
                entered.add(one);
            }
            response.setContentType(EvidenceWriter.MEDIA_TYPE);
            file.write(response.getOutputStream());
            written = true;
        } finally {
            if (!written) {
                entered.forEach(documents::brokenOff);
            }
        }
    }

    private List<Permitted> permitted(Caller caller, TransferId transfer) {
        List<Permitted> permitted = documents(transfer).stream()
                .map(document -> documents.retrieved(caller, document))
                .toList();
        if (permitted.isEmpty()) {
            throw new Refused(FailureCode.NOT_PERMITTED);
        }
        return permitted;
    }

    private List<StoredDocument> documents(TransferId transfer) {
        Dossier dossier = transfers.open(transfer).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        dossier.objects().forEach(object -> object.key().ifPresent(ContentKey::destroy));
        return dossier.documents();
    }

    private static String wanted(HttpServletRequest request) {
        return Optional.ofNullable(request.getParameter("documents"))
                .orElse(WITHOUT)
                .toLowerCase(Locale.ROOT);
    }

    private static Documents form(HttpServletRequest request) {
        String wanted = wanted(request);
        for (Documents form : Documents.values()) {
            if (form.code().equals(wanted)) {
                return form;
            }
        }
        throw new Refused(FailureCode.PARAMETER_INVALID, "documents");
    }
}
