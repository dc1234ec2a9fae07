/** Which tenant an action is for; nothing is asked where there is only one. */
export function TenantChoice({
  tenants,
  tenant,
  onChange,
}: {
  tenants: readonly string[];
  tenant: string;
  onChange: (tenant: string) => void;
}) {
  if (tenants.length < 2) return null;
  return (
    <label>
      Tenant
      <select value={tenant} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {tenants.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
