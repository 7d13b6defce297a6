package org.sceau.intake;

/**
 * What a request may cost before it is refused. Every limit is checked while the request streams in, so that none of them
 * can be exceeded in memory. Limits by time are the HTTP server's.
 *
 * @param maxBodyBytes of a whole JSON request, default 2 GiB: larger than any imaging study an exchange of documents
 *     should carry, and what one file of the vault is tested with. Exceeded: TOO_LARGE
 * @param maxXmlBodyBytes of a whole XML request, default 64 MiB: receivers hold an XML attribute in memory, so that large
 *     documents belong into JSON. Exceeded: TOO_LARGE, with the hint to use JSON
 * @param maxEntries in a transaction, default 1000: a submission is one occasion, and the answer repeats every entry.
 *     Exceeded: TOO_MANY_ENTRIES
 * @param maxDocumentEntries in a FHIR document, default 10,000: documents are streamed and only counted. Exceeded:
 *     TOO_MANY_ENTRIES
 * @param maxDepth of nested objects and arrays, or elements, default 64: FHIR's deepest published resources have about 20.
 *     Exceeded: TOO_DEEP
 * @param maxMembers of one JSON object, or attributes of one element, default 256: FHIR's widest type has fewer than 60,
 *     doubled by {@code _name} members; bounds what is kept to find duplicates. Exceeded: TOO_MANY_ENTRIES
 * @param maxNameBytes of one member's, element's or attribute's name, default 1024; FHIR's longest has 43. Exceeded:
 *     STRING_TOO_LONG
 * @param maxMetadataBytes of what is left without the payloads, default 2 MiB: held in memory, parsed and signed.
 *     Exceeded: METADATA_TOO_LARGE
 * @param maxStringBytes of one string in the metadata, as written, default 1 MiB, which is FHIR's own limit. Exceeded:
 *     STRING_TOO_LONG
 * @param maxDocumentViewBytes of a FHIR document that is kept in memory whole, default 1 MiB, and of the extract of a larger
 *     one. An extract that exceeds it: METADATA_TOO_LARGE
 */
public record IntakeLimits(
        long maxBodyBytes,
        long maxXmlBodyBytes,
        int maxEntries,
        int maxDocumentEntries,
        int maxDepth,
        int maxMembers,
        int maxNameBytes,
        int maxMetadataBytes,
        int maxStringBytes,
        int maxDocumentViewBytes) {

    /** How far a resource is looked into for its type, in bytes; also the largest buffer of a request. */
    public static final int LOOK_AHEAD_BYTES = 64 * 1024;

    /** Refuses limits that would refuse everything. */
    public IntakeLimits {
        positive(maxBodyBytes, maxXmlBodyBytes, maxEntries, maxDocumentEntries, maxDepth);
        positive(maxMembers, maxNameBytes, maxMetadataBytes, maxStringBytes, maxDocumentViewBytes);
    }

    /** The documented defaults. */
    public static IntakeLimits defaults() {
        return new IntakeLimits(2L << 30, 64L << 20, 1000, 10_000, 64, 256, 1024, 2 << 20, 1 << 20, 1 << 20);
    }

    private static void positive(long... limits) {
        for (long limit : limits) {
            if (limit <= 0) {
                throw new IllegalArgumentException("a limit of intake is positive, not " + limit);
            }
        }
    }
}
