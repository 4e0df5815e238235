/** Which requests go wrong, how and for how long. Pure: time comes in. */
package io.headwater.sandbox.fault;
