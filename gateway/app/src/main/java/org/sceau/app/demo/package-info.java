/**
 * The demonstration: a gateway and two clinics on loopback, the main job done and checked. The clinics' parts serve the
 * tests of {@code it} too: {@link org.sceau.app.demo.Hospital} receives, {@link org.sceau.app.demo.PartnerClient} sends,
 * searches and retrieves.
 */
@NullMarked
package org.sceau.app.demo;

import org.jspecify.annotations.NullMarked;
