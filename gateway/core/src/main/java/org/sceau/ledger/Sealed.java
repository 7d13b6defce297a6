package org.sceau.ledger;

import java.util.ArrayList;
import java.util.List;
import org.sceau.index.DocumentTerms;
import org.sceau.index.ListTerms;
import org.sceau.index.Packer;
import org.sceau.index.Unpacker;
import org.sceau.transfer.DocumentId;

/** The forms of what stands in sealed columns of the index. Each begins with the number of its form. */
final class Sealed {
    private static final long FORM = 1;

    private Sealed() {}

    /** A document's row. */
    record Document(DocumentTerms terms, String contentType, String resource) {

        byte[] pack() {
            Packer packer = new Packer().number(FORM).text(contentType).text(resource);
            terms.pack(packer);
            return packer.done();
        }

        static Document unpack(byte[] packed) {
            Unpacker in = new Unpacker(packed);
            requireForm(in);
            String contentType = in.text();
            String resource = in.text();
            return new Document(DocumentTerms.unpack(in), contentType, resource);
        }

        @Override
        public String toString() {
            return "Document[withheld]";
        }
    }

    /** A list's row. */
    record ListOf(ListTerms terms, List<DocumentId> documents, String resource) {

        byte[] pack() {
            Packer packer = new Packer().number(FORM).text(resource);
            packer.texts(documents.stream().map(DocumentId::toString).toList());
            terms.pack(packer);
            return packer.done();
        }

        static ListOf unpack(byte[] packed) {
            Unpacker in = new Unpacker(packed);
            requireForm(in);
            String resource = in.text();
            List<DocumentId> documents = new ArrayList<>();
            in.texts().forEach(id -> documents.add(DocumentId.parse(id)));
            return new ListOf(ListTerms.unpack(in), documents, resource);
        }

        @Override
        public String toString() {
            return "ListOf[withheld]";
        }
    }

    static void requireForm(Unpacker in) {
        long form = in.number();
        if (form != FORM) {
            throw new IllegalArgumentException("a form of a later version: " + form);
        }
    }

    static String place(String table, Object id) {
        return table + ".sealed/" + id;
    }
}
