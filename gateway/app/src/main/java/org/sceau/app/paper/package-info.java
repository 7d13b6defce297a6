/** Receipts on paper: one tagged PDF page with a QR code. Start with {@link org.sceau.app.paper.ReceiptPaper}. */
@NullMarked
package org.sceau.app.paper;

import org.jspecify.annotations.NullMarked;
