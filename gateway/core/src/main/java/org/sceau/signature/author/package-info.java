/**
 * Authors' signatures that are documents of their own: IHE DSG (XAdES), DSGj (JAdES), CAdES. Start with
 * {@link org.sceau.signature.author.SignatureDocuments}; DSS is loaded with the first such document.
 */
@NullMarked
package org.sceau.signature.author;

import org.jspecify.annotations.NullMarked;
