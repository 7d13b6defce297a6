package org.sceau.proof;

/**
 * One object that a detached signature covers (sigD, TS 119 182-1 clause 5.2.8).
 *
 * @param uri what stands for the object; never patient data
 * @param sha256 of its exact bytes
 * @param contentType media type
 */
public record SignedObject(String uri, Digest sha256, String contentType) {}
