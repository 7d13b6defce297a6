/**
 * The paths a document can take, on Camel. {@link org.sceau.routes.GatewayRoutes} lists them in the order a document meets
 * them; what happens when a step fails stands in {@link org.sceau.routes.Failures} alone.
 */
@NullMarked
package org.sceau.routes;

import org.jspecify.annotations.NullMarked;
