package org.sceau.document;

/** Reads and judges a submission. */
public final class SubmissionReader {}
