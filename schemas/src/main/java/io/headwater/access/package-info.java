/** Who may come in: bearer tokens with a role and a workspace, checked at every endpoint of every service. */
package io.headwater.access;
