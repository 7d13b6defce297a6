package org.sceau.intake;

import java.io.IOException;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;

/** A walk through an XML request that tells where its payloads are. Not thread-safe. */
final class XmlWalk {
    private final XmlScanner scanner;
    private final IntakeLimits limits;
    private final Objections objections;
    private final PayloadPlaces places;

    XmlWalk(XmlScanner scanner, IntakeLimits limits, Objections objections, PayloadPlaces places) {
        this.scanner = scanner;
        this.limits = limits;
        this.objections = objections;
        this.places = places;
    }

    /** An ITI-65 transaction, to the end of the body. */
    void transaction() throws IOException {
        if (opened("Bundle")) {
            int index = 0;
            while (scanner.next() == XmlScanner.Token.START) {
                if (scanner.is("entry")) {
                    counted(index, "Bundle.entry");
                    entry(index++);
                } else {
                    scanner.skipElement();
                }
            }
        }
        scanner.next();
    }

    /** An ITI-105 DocumentReference, to the end of the body. */
    void documentReference() throws IOException {
        if (opened("DocumentReference")) {
            int index = 0;
            while (scanner.next() == XmlScanner.Token.START) {
                if (scanner.is("content")) {
                    counted(index, "DocumentReference.content");
                    content("DocumentReference.content[" + index++ + "].attachment");
                } else {
                    scanner.skipElement();
                }
            }
        }
        scanner.next();
    }

    /** Opens the resource of the body. If it is another, that is an objection, and it is passed over. */
    boolean opened(String type) throws IOException {
        if (scanner.next() == XmlScanner.Token.START && scanner.is(type)) {
            return true;
        }
        objections.defer(Issue.of(FailureCode.RESOURCE_UNEXPECTED, type));
        scanner.skipElement();
        return false;
    }

    private void counted(int index, String expression) {
        if (index == limits.maxEntries()) {
            throw objections.refuse(
                    Issue.at(FailureCode.TOO_MANY_ENTRIES, expression, Integer.toString(limits.maxEntries())));
        }
    }

    private void entry(int index) throws IOException {
        boolean found = false;
        while (scanner.next() == XmlScanner.Token.START) {
            if (scanner.is("resource")) {
                once(found, "Bundle.entry[" + index + "].resource");
                found = true;
                resource(index, "Bundle.entry[" + index + "].resource");
            } else {
                scanner.skipElement();
            }
        }
    }

    private void resource(int index, String expression) throws IOException {
        boolean found = false;
        places.hold();
        while (scanner.next() == XmlScanner.Token.START) {
            once(found, expression);
            found = true;
            if (scanner.is("Bundle")) {
                places.document(index, expression);
            } else {
                places.pass();
                if (scanner.is("Binary")) {
                    data(Extracted.Kind.BINARY, index, expression + ".data");
                } else {
                    scanner.skipElement();
                }
            }
            places.hold();
        }
        places.pass();
    }

    private void content(String expression) throws IOException {
        boolean found = false;
        while (scanner.next() == XmlScanner.Token.START) {
            if (scanner.is("attachment")) {
                once(found, expression);
                found = true;
                data(Extracted.Kind.ATTACHMENT, 0, expression + ".data");
            } else {
                scanner.skipElement();
            }
        }
    }

    private void data(Extracted.Kind kind, int index, String expression) throws IOException {
        boolean found = false;
        while (scanner.next() == XmlScanner.Token.START) {
            if (scanner.tag().localName().equals("data")) {
                once(found, expression);
                found = true;
                scanner.attributes(quote -> places.value(kind, index, expression, quote));
                if (!scanner.tag().fhir()) {
                    objections.defer(Issue.at(FailureCode.RESOURCE_UNEXPECTED, expression, XmlNamespaces.FHIR));
                }
            }
            scanner.skipElement();
        }
    }

    private void once(boolean found, String expression) {
        if (found) {
            throw objections.refuse(Issue.at(FailureCode.DUPLICATE_KEY, expression));
        }
    }
}
