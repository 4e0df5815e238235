/** How Headwater names things: workspaces, assets, people. The same rules in every service. */
package io.headwater.identity;
