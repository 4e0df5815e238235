/** How Monte Carlo signs its webhooks. Pure. */
package io.headwater.montecarlo;
