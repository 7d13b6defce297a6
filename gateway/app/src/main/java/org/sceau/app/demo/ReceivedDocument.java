package org.sceau.app.demo;

import java.nio.file.Path;
import org.sceau.proof.Digest;

/**
 * A document in the hospital's inbox.
 *
 * @param uniqueId as the DocumentReference says it
 * @param contentType as the DocumentReference says it
 * @param format code of the content format, empty when there is none
 * @param file where the bytes lie
 * @param sha256 of the bytes
 * @param sizeBytes of the bytes
 */
public record ReceivedDocument(
        String uniqueId, String contentType, String format, Path file, Digest sha256, long sizeBytes) {}
